import { useTranslation } from 'react-i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { fiatUnit, isFiatCurrency, isTokenCurrency } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { SectionHead } from './section-frame.tsx'
import classes from './table.module.css'

type Account = Awaited<ReturnType<TerminalClient['system']['accounts']>>[number]

function balanceText({ currency, decimals, amountMinor }: Account): string {
  if (isFiatCurrency(currency)) return formatMoney(amountMinor, fiatUnit(currency))
  if (isTokenCurrency(currency)) return formatMoney(amountMinor, { currency, scale: decimals })
  return `${amountMinor} ${currency}`
}

/** Every account of the books with its balance. */
export function AccountsTable() {
  const { t } = useTranslation()
  const { value: accounts, failure, reload } = useRead('accounts', 0, () => terminal().system.accounts())
  return (
    <section className={classes['part']} aria-label={t('settings.data.accounts')}>
      <SectionHead title={t('settings.data.accounts')} description={t('settings.data.accountsHint')} />
      {failure === undefined ? null : <FailureNotice failure={failure} onRetry={reload} />}
      {accounts === undefined && failure === undefined ? (
        <ScreenLoading label={t('settings.data.loading')} />
      ) : null}
      {accounts?.length === 0 ? <p>{t('settings.data.noAccounts')}</p> : null}
      {accounts !== undefined && accounts.length > 0 ? (
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('settings.data.account')}</th>
                <th scope="col">{t('settings.data.currency')}</th>
                <th scope="col" className={classes['figure']}>
                  {t('settings.data.balance')}
                </th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={`${account.account} ${account.currency}`}>
                  <th scope="row">{account.account}</th>
                  <td>{account.currency}</td>
                  <td className={classes['figure']}>{balanceText(account)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  )
}
