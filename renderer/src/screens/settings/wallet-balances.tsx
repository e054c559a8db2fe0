import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { tokenCurrency } from '../../../../shared/domain/tokens/token.ts'
import { UnitAmount } from '../../components/amount.tsx'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { SectionHead } from './section-frame.tsx'
import classes from './table.module.css'

type Balance = Awaited<ReturnType<TerminalClient['system']['balances']>>[number]

/** What the receive addresses hold: by the ledger, and by the networks themselves. */
export function WalletBalances() {
  const { t } = useTranslation()
  const { value, failure, isBusy, reload } = useRead('balances', 0, () => terminal().system.balances())
  return (
    <section className={classes['part']} aria-label={t('settings.wallet.balances')}>
      <SectionHead
        title={t('settings.wallet.balances')}
        description=""
        action={
          <Button variant="default" loading={isBusy && value !== undefined} onClick={reload}>
            {t('settings.wallet.refresh')}
          </Button>
        }
      />
      {failure === undefined ? null : <FailureNotice failure={failure} onRetry={reload} />}
      {value === undefined && failure === undefined ? (
        <ScreenLoading label={t('settings.wallet.loading')} />
      ) : null}
      {value?.length === 0 ? <p>{t('settings.wallet.noBalances')}</p> : null}
      {value !== undefined && value.length > 0 ? <BalanceTable balances={value} /> : null}
    </section>
  )
}

function BalanceTable({ balances }: Readonly<{ balances: readonly Balance[] }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('settings.wallet.network')}</th>
            <th scope="col" className={classes['figure']}>
              {t('settings.wallet.ledger')}
            </th>
            <th scope="col" className={classes['figure']}>
              {t('settings.wallet.chain')}
            </th>
            <th scope="col">{t('settings.wallet.compared')}</th>
          </tr>
        </thead>
        <tbody>
          {balances.map((balance) => (
            <BalanceRow key={`${balance.chain} ${balance.symbol}`} balance={balance} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BalanceRow({ balance }: Readonly<{ balance: Balance }>) {
  const { t } = useTranslation()
  const unit = { currency: tokenCurrency(balance.symbol, balance.chain), scale: balance.decimals }
  const isEqual = balance.chainMinor === balance.ledgerMinor
  return (
    <tr>
      <th scope="row">{balance.chainName}</th>
      <td className={classes['figure']}>
        <UnitAmount minor={balance.ledgerMinor} unit={unit} />
      </td>
      <td className={classes['figure']}>
        {balance.chainMinor === undefined ? (
          <span title={balance.problem}>{t('settings.wallet.noAnswer')}</span>
        ) : (
          <UnitAmount minor={balance.chainMinor} unit={unit} />
        )}
      </td>
      <td>
        {balance.chainMinor === undefined ? null : (
          <span className={isEqual ? classes['good'] : classes['unsure']}>
            <Icon name={isEqual ? 'check' : 'alert'} size={18} />
            {t(isEqual ? 'settings.wallet.equal' : 'settings.wallet.differs')}
          </span>
        )}
      </td>
    </tr>
  )
}
