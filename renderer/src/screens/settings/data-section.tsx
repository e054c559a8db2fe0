import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { CopyButton } from '../checkout/copy-button.tsx'
import { formatCount } from '../checkout/evidence-words.ts'
import { useAction } from '../checkout/use-action.ts'
import { AccountsTable } from './accounts-table.tsx'
import { formatSize } from './format-size.ts'
import classes from './rows.module.css'
import { SectionHead } from './section-frame.tsx'
import frame from './section-frame.module.css'

type Backup = Awaited<ReturnType<TerminalClient['system']['backup']>>
type Verified = Awaited<ReturnType<TerminalClient['system']['verify']>>

/** Copies of the ledger, the proof that nothing was changed, and the accounts. */
export function DataSection() {
  const { t } = useTranslation()
  return (
    <div className={frame['section']}>
      <SectionHead title={t('settings.data.title')} description={t('settings.data.description')} />
      <BackupCard />
      <VerifyCard />
      <AccountsTable />
    </div>
  )
}

function BackupCard() {
  const { t } = useTranslation()
  const [backup, setBackup] = useState<Backup | undefined>(undefined)
  const write = useAction(async () => setBackup(await terminal().system.backup()))
  return (
    <section className={classes['card']} aria-label={t('settings.data.backup')}>
      <div>
        <Button loading={write.isBusy} onClick={() => void write.run()}>
          {t('settings.data.backup')}
        </Button>
      </div>
      <div role="status" className={classes['rows']}>
        {write.isBusy ? t('settings.data.backingUp') : null}
        {backup === undefined || write.isBusy ? null : (
          <>
            <Notice
              kind="good"
              title={t('settings.data.backedUp', {
                entries: formatCount(backup.entries),
                size: formatSize(backup.bytes),
              })}
              hint={`${t('settings.data.backupFile')}: ${backup.file}`}
              action={<CopyButton text={backup.file} label={t('settings.data.copyFile')} isCompact />}
            />
            <HashLine hash={backup.newestHash} />
          </>
        )}
      </div>
      {write.failure === undefined ? null : <FailureNotice failure={write.failure} />}
    </section>
  )
}

function VerifyCard() {
  const { t } = useTranslation()
  const [report, setReport] = useState<Verified | undefined>(undefined)
  const verify = useAction(async () => setReport(await terminal().system.verify()))
  return (
    <section className={classes['card']} aria-label={t('settings.data.verify')}>
      <div>
        <Button loading={verify.isBusy} onClick={() => void verify.run()}>
          {t('settings.data.verify')}
        </Button>
      </div>
      <div role="status" className={classes['rows']}>
        {verify.isBusy ? t('settings.data.verifying') : null}
        {report === undefined || verify.isBusy ? null : (
          <>
            {report.ok ? (
              <Notice
                kind="good"
                title={t('settings.data.verified', {
                  entries: formatCount(report.entries),
                  postings: formatCount(report.postings),
                })}
              />
            ) : (
              <Notice kind="problem" title={t('settings.data.broken')} hint={report.problem ?? ''} />
            )}
            <HashLine hash={report.newestHash} />
          </>
        )}
      </div>
      {verify.failure === undefined ? null : <FailureNotice failure={verify.failure} />}
    </section>
  )
}

function HashLine({ hash }: Readonly<{ hash: string }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['cardHead']}>
      <span className={classes['soft']}>{t('settings.data.newestHash')}</span>
      <code className={classes['hash']}>{hash}</code>
      <CopyButton text={hash} label={t('settings.data.copyHash')} isCompact />
    </div>
  )
}
