import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { useSession } from '../../stores/session.ts'
import { SectionHead } from './section-frame.tsx'
import frame from './section-frame.module.css'
import { SettlementAccount } from './settlement-account.tsx'
import type { SettlementView } from './settlement-client.ts'
import { SettlementConversions } from './settlement-conversions.tsx'
import { SettlementForm } from './settlement-form.tsx'
import { SettlementOutage } from './settlement-outage.tsx'
import { SettlementIntro } from './settlement-intro.tsx'

/** The account that money is settled with: connected or not yet, tried, and what becomes of each token. */
export function SettlementSection() {
  const { t } = useTranslation()
  const { value, failure, reload } = useRead('settlement', 0, () => terminal().settlement.status())
  return (
    <div className={frame['section']}>
      <SectionHead title={t('settlement.title')} description={t('settlement.description')} />
      {failure === undefined ? null : <FailureNotice failure={failure} onRetry={reload} />}
      {value === undefined && failure === undefined ? (
        <ScreenLoading label={t('settlement.loading')} />
      ) : null}
      {value === undefined ? null : <SettlementParts status={value} reload={reload} />}
    </div>
  )
}

function SettlementParts({ status, reload }: Readonly<{ status: SettlementView; reload: () => void }>) {
  const { t } = useTranslation()
  const isOwner = useSession((state) => state.session?.staff.role === 'owner')
  const [isEntering, setEntering] = useState(false)
  const { account, secretsClosed, fromFile, host, symbols } = status
  const mayEnter = isOwner && host !== 'practice' && secretsClosed === undefined
  const isFormOpen = mayEnter && window.isSecureContext && (isEntering || !account || !status.hasSecret)
  return (
    <>
      {fromFile ? <Notice kind="info" title={t('settlement.fromFile')} /> : null}
      {secretsClosed === undefined ? null : (
        <Notice
          kind="warning"
          title={t('settlement.sealed.title')}
          hint={t(
            secretsClosed === 'secrets.sealed' ? 'settlement.sealed.passphrase' : 'settlement.sealed.keyring',
          )}
        />
      )}
      {mayEnter && !window.isSecureContext ? (
        <Notice kind="warning" title={t('settlement.clear.title')} hint={t('settlement.clear.hint')} />
      ) : null}
      {account ? (
        <SettlementAccount
          status={status}
          account={account}
          isOwner={isOwner}
          reload={reload}
          enterCredentials={
            mayEnter && window.isSecureContext && !isFormOpen ? () => setEntering(true) : undefined
          }
        />
      ) : (
        <SettlementIntro host={host} />
      )}
      {isFormOpen ? (
        <SettlementForm
          title={t(account ? 'settlement.form.newTitle' : 'settlement.form.title')}
          profileId={account?.profileId ?? ''}
          onConnected={() => {
            setEntering(false)
            reload()
          }}
        />
      ) : null}
      {account ? (
        <SettlementConversions
          key={account.convertToUsd.join(' ')}
          account={account}
          symbols={symbols}
          mayChange={isOwner && !fromFile}
          reload={reload}
        />
      ) : null}
      {account?.host === 'practice' ? <SettlementOutage /> : null}
    </>
  )
}
