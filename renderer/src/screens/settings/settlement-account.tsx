import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import { formatInstant } from '../sales/format-instant.ts'
import { RejectionNotice } from './rejection-notice.tsx'
import rows from './rows.module.css'
import { SettlementChecks } from './settlement-checks.tsx'
import type { SettlementView } from './settlement-client.ts'
import classes from './settlement.module.css'

type Account = NonNullable<SettlementView['account']>

function Facts({ status, account }: Readonly<{ status: SettlementView; account: Account }>) {
  const { t, i18n } = useTranslation()
  const { profileName, connectedAt, lastTest } = status
  const facts = [
    [t('settlement.account.host'), t(`settlement.host.${account.host}`)],
    [t('settlement.account.profile'), profileName ?? account.profileId],
    ...(connectedAt === undefined
      ? []
      : [[t('settlement.account.since'), formatInstant(connectedAt, i18n.language)] as const]),
    [
      t('settlement.account.signing'),
      t(account.signing ? 'settlement.account.signed' : 'settlement.account.unsigned'),
    ],
    ...(lastTest ? [] : [[t('settlement.account.lastTest'), t('settlement.account.never')] as const]),
  ] as const
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Disconnecting, after a reason. */
function Disconnect({ onDone }: Readonly<{ onDone: () => void }>) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<string | undefined>(undefined)
  const disconnect = useAction(async () => {
    await terminal().settlement.disconnect({ reason: (reason ?? '').trim() })
    onDone()
  })
  if (reason === undefined)
    return (
      <Button variant="default" onClick={() => setReason('')}>
        {t('settlement.disconnect.ask')}
      </Button>
    )
  return (
    <section className={classes['ask']} aria-label={t('settlement.disconnect.title')}>
      <h3 className={classes['subtitle']}>{t('settlement.disconnect.title')}</h3>
      <p className={rows['soft']}>{t('settlement.disconnect.question')}</p>
      <TextInput
        label={t('settlement.disconnect.reason')}
        description={t('settlement.disconnect.reasonHint')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {disconnect.failure === undefined ? null : <RejectionNotice failure={disconnect.failure} />}
      <div className={rows['buttons']}>
        <Button variant="default" onClick={() => setReason(undefined)}>
          {t('common.cancel')}
        </Button>
        <Button
          color="red"
          disabled={reason.trim() === ''}
          loading={disconnect.isBusy}
          onClick={() => void disconnect.run()}
        >
          {t('settlement.disconnect.confirm')}
        </Button>
      </div>
    </section>
  )
}

type SettlementAccountProps = Readonly<{
  status: SettlementView
  account: Account
  isOwner: boolean
  reload: () => void
  enterCredentials: (() => void) | undefined
}>

/** The account in force: what it is, whether it still works, and the way out. */
export function SettlementAccount({
  status,
  account,
  isOwner,
  reload,
  enterCredentials,
}: SettlementAccountProps) {
  const { t } = useTranslation()
  const isPlay = account.host === 'practice'
  const test = useAction(async () => {
    await terminal().settlement.test({})
    reload()
  })
  return (
    <section className={rows['card']} aria-label={t('settlement.account.connected')}>
      {status.hasSecret ? (
        <Notice
          kind="good"
          title={t(isPlay ? 'settlement.play.title' : 'settlement.account.connected')}
          {...(isPlay ? { hint: t('settlement.play.hint') } : {})}
        />
      ) : (
        <Notice
          kind="problem"
          title={t('settlement.account.noSecret')}
          hint={t('settlement.account.noSecretHint')}
        />
      )}
      <Facts status={status} account={account} />
      {status.lastTest === undefined ? null : <SettlementChecks test={status.lastTest} />}
      {test.failure === undefined ? null : <RejectionNotice failure={test.failure} />}
      {isOwner ? (
        <div className={classes['actions']}>
          <Button
            variant="default"
            disabled={!status.hasSecret}
            loading={test.isBusy}
            onClick={() => void test.run()}
          >
            {t('settlement.account.testAgain')}
          </Button>
          {enterCredentials === undefined ? null : (
            <Button variant="default" onClick={enterCredentials}>
              {t('settlement.account.change')}
            </Button>
          )}
          {isPlay || status.fromFile ? null : <Disconnect onDone={reload} />}
        </div>
      ) : (
        <p className={rows['soft']}>{t('settlement.account.ownerOnly')}</p>
      )}
    </section>
  )
}
