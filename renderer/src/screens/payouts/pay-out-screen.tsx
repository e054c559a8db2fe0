import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { navigate } from '../../stores/router.ts'
import { PayOutForm } from './pay-out-form.tsx'
import { BackHead } from './payouts-head.tsx'
import classes from './payouts.module.css'

async function readDesk() {
  const [balances, { banks }] = await Promise.all([
    terminal().balances.read({ fresh: true }),
    terminal().banks.list(),
  ])
  return { balances, banks: banks.filter(({ status }) => status === 'approved' || status === 'requested') }
}

/** Sending money to the bank: from what, where to, how much, and then another person approves. */
export function PayOutScreen() {
  const { t } = useTranslation()
  const { value, failure, reload } = useRead('pay-out', 0, readDesk)
  return (
    <div className={classes['screen']}>
      <BackHead title={t('payouts.make.title')} to={[]} word={t('payouts.toHome')} />
      {value === undefined ? (
        failure ? (
          <FailureNotice failure={failure} onRetry={reload} />
        ) : (
          <ScreenLoading label={t('payouts.make.loading')} />
        )
      ) : value.banks.length === 0 ? (
        <ScreenMessage
          icon="payout"
          title={t('payouts.make.noBanks')}
          body={t('payouts.make.noBanksHint')}
          action={<Button onClick={() => navigate('payouts', 'banks')}>{t('payouts.make.addBank')}</Button>}
        />
      ) : (
        <PayOutForm balances={value.balances} banks={value.banks} />
      )}
    </div>
  )
}
