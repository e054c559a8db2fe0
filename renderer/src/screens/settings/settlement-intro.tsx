import { useTranslation } from 'react-i18next'
import rows from './rows.module.css'
import type { SettlementView } from './settlement-client.ts'
import classes from './settlement.module.css'

const dashboards = {
  practice: '',
  sandbox: 'dashboard.sandbox.paxos.com/admin/api',
  production: 'dashboard.paxos.com/admin/api',
} as const

/** What an account is good for, and what it takes to connect one. */
export function SettlementIntro({ host }: Pick<SettlementView, 'host'>) {
  const { t } = useTranslation()
  return (
    <section className={rows['card']} aria-label={t('settlement.intro.title')}>
      <h3 className={rows['cardTitle']}>{t('settlement.intro.title')}</h3>
      <p className={rows['soft']}>{t('settlement.intro.gives')}</p>
      <h4 className={classes['subtitle']}>{t('settlement.intro.needs')}</h4>
      <ul className={classes['needs']}>
        <li>{t('settlement.intro.account')}</li>
        <li>{t('settlement.intro.dashboard', { address: dashboards[host] })}</li>
        <li>{t('settlement.intro.scopes')}</li>
        <li>{t('settlement.intro.bank')}</li>
      </ul>
    </section>
  )
}
