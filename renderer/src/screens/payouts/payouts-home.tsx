import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import { navigate } from '../../stores/router.ts'
import { BalancesCard } from './balances-card.tsx'
import { CheckStrip } from './check-strip.tsx'
import { PayoutsHead } from './payouts-head.tsx'
import { PayoutsList } from './payouts-list.tsx'
import classes from './payouts.module.css'
import { usePayouts } from './use-payouts.ts'

/** Balances, whether the books agree with them, and the payouts, newest first. */
export function PayoutsHome() {
  const { t } = useTranslation()
  const balances = useFollow('balances', (signal) => terminal().balances.follow(undefined, { signal }))
  const { value, failure } = balances
  const isConnected = value?.isConnected === true
  return (
    <div className={classes['screen']}>
      <PayoutsHead page="home">
        <Button variant="default" disabled={!isConnected} onClick={() => navigate('payouts', 'fund')}>
          {t('payouts.fund')}
        </Button>
        <Button
          disabled={!isConnected}
          leftSection={<Icon name="payout" size={20} />}
          onClick={() => navigate('payouts', 'new')}
        >
          {t('payouts.payOut')}
        </Button>
      </PayoutsHead>
      {value === undefined ? (
        failure === undefined ? (
          <ScreenLoading label={t('payouts.balances.loading')} />
        ) : (
          <FailureNotice failure={failure} />
        )
      ) : isConnected ? (
        <>
          <BalancesCard balances={value} arrivedAtMs={balances.arrivedAtMs} />
          <CheckStrip />
        </>
      ) : (
        <Notice
          kind="info"
          title={t('payouts.notConnected')}
          hint={t('payouts.notConnectedHint')}
          action={
            <Button variant="default" onClick={() => navigate('settings', 'settlement')}>
              {t('payouts.toSettings')}
            </Button>
          }
        />
      )}
      <ListPart />
    </div>
  )
}

function ListPart() {
  const { t } = useTranslation()
  const { value, failure, isBusy, reload, showMore } = usePayouts()
  if (!value)
    return failure ? (
      <FailureNotice failure={failure} onRetry={reload} />
    ) : (
      <ScreenLoading label={t('payouts.loading')} />
    )
  return (
    <>
      {failure ? (
        <Notice
          kind="warning"
          title={t('payouts.offline')}
          action={
            <Button variant="default" onClick={reload} loading={isBusy}>
              {t('common.retry')}
            </Button>
          }
        />
      ) : null}
      <div className={classes['sheet']}>
        {value.payouts.length === 0 ? (
          <ScreenMessage icon="payout" title={t('payouts.list.empty')} body={t('payouts.list.emptyHint')} />
        ) : (
          <PayoutsList page={value} isBusy={isBusy} showMore={showMore} />
        )}
      </div>
    </>
  )
}
