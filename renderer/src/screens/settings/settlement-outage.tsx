import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { useAction } from '../checkout/use-action.ts'
import rows from './rows.module.css'
import { Toggle } from './toggle.tsx'

/** Lets the play Paxos of practice be out, so that an outage has been seen once before it happens. */
export function SettlementOutage() {
  const { t } = useTranslation()
  const [version, setVersion] = useState(0)
  const { value, failure, reload } = useRead('outage', version, () => terminal().practice.outage())
  const change = useAction(async (isOn: boolean) => {
    await terminal().practice.setOutage({ isOn })
    setVersion((count) => count + 1)
  })
  const problem = change.failure ?? failure
  return (
    <section className={rows['card']} aria-label={t('settlement.outage.title')}>
      <h3 className={rows['cardTitle']}>{t('settlement.outage.title')}</h3>
      <p className={rows['empty']}>{t('settlement.outage.hint')}</p>
      {problem === undefined ? null : <FailureNotice failure={problem} onRetry={reload} />}
      <Toggle
        label={t('settlement.outage.isOn')}
        checked={value?.isOn ?? false}
        disabled={value === undefined || change.isBusy}
        onChange={(event) => void change.run(event.currentTarget.checked)}
      />
    </section>
  )
}
