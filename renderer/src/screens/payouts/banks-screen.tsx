import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { navigate } from '../../stores/router.ts'
import { useJournalSeq } from '../refunds/use-journal-seq.ts'
import { AdoptDialog } from './adopt-dialog.tsx'
import { BankDialogs, type BankAct } from './bank-dialogs.tsx'
import { BankRow } from './bank-row.tsx'
import type { BanksView } from './payout-types.ts'
import { PayoutsHead } from './payouts-head.tsx'
import classes from './payouts.module.css'

/** The shop's bank accounts, and those it could take up. */
export function BanksScreen({ approving }: Readonly<{ approving: string | undefined }>) {
  const { t } = useTranslation()
  const seq = useJournalSeq()
  const { value, failure, reload, isBusy } = useRead('banks', seq, () => terminal().banks.list())
  return (
    <div className={classes['screen']}>
      <PayoutsHead page="banks">
        <Button
          leftSection={<Icon name="plus" size={20} />}
          onClick={() => navigate('payouts', 'banks', 'new')}
        >
          {t('payouts.banks.add')}
        </Button>
      </PayoutsHead>
      {value && failure ? (
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
      {value === undefined ? (
        failure ? (
          <FailureNotice failure={failure} onRetry={reload} />
        ) : (
          <ScreenLoading label={t('payouts.banks.loading')} />
        )
      ) : (
        <Banks view={value} approving={approving} reload={reload} />
      )}
    </div>
  )
}

type BanksProps = Readonly<{ view: BanksView; approving: string | undefined; reload: () => void }>

function Banks({ view, approving, reload }: BanksProps) {
  const { t } = useTranslation()
  const [act, setAct] = useState<BankAct | undefined>(
    approving === undefined ? undefined : { kind: 'approve', bankId: approving },
  )
  const { banks, coolOffHours } = view
  return (
    <>
      {banks.length === 0 ? (
        <ScreenMessage icon="payout" title={t('payouts.banks.empty')} body={t('payouts.banks.emptyHint')} />
      ) : (
        <ul className={classes['cards']} aria-label={t('payouts.banks.list')}>
          {banks.toReversed().map((bank) => (
            <BankRow key={bank.bankId} bank={bank} act={setAct} />
          ))}
        </ul>
      )}
      {coolOffHours > 0 ? (
        <p className={classes['hint']}>{t('payouts.banks.coolOff', { count: coolOffHours })}</p>
      ) : null}
      <Found view={view} reload={reload} />
      <BankDialogs
        view={view}
        act={act}
        close={() => {
          setAct(undefined)
          if (approving !== undefined) navigate('payouts', 'banks')
        }}
        reload={reload}
      />
    </>
  )
}

/** Accounts that the backend knows already. */
function Found({ view: { found }, reload }: Pick<BanksProps, 'view' | 'reload'>) {
  const { t } = useTranslation()
  const [adopting, adopt] = useState<BanksView['found'][number] | undefined>()
  if (found.length === 0) return null
  return (
    <section className={classes['card']} aria-label={t('payouts.banks.found')}>
      <h2 className={classes['subtitle']}>{t('payouts.banks.found')}</h2>
      <p className={classes['hint']}>{t('payouts.banks.foundHint')}</p>
      <ul className={classes['list']}>
        {found.map((bank) => (
          <li key={bank.bankAccountId} className={classes['found']}>
            <span className={classes['grow']}>
              <strong>{bank.text}</strong>{' '}
              <span className={classes['hint']}>{t(`payouts.banks.network.${bank.network}`)}</span>
            </span>
            <Button variant="default" onClick={() => adopt(bank)}>
              {t('payouts.banks.adopt')}
            </Button>
          </li>
        ))}
      </ul>
      {adopting === undefined ? null : (
        <AdoptDialog bank={adopting} close={() => adopt(undefined)} reload={reload} />
      )}
    </section>
  )
}
