import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { tokenCurrency } from '../../../../shared/domain/tokens/token.ts'
import { UnitAmount } from '../amount.tsx'
import { FailureNotice } from '../failure-notice.tsx'
import classes from './phone.module.css'
import type { PracticeCustomer } from './use-practice-customer.ts'

type PhoneBalancesProps = Readonly<{
  customer: PracticeCustomer | undefined
  failure: Failure | undefined
  onRetry: () => void
}>

/** What the practice customer still has. */
export function PhoneBalances({ customer, failure, onRetry }: PhoneBalancesProps) {
  const { t } = useTranslation()
  if (!customer) {
    return failure ? (
      <FailureNotice failure={failure} onRetry={onRetry} />
    ) : (
      <p className={classes['hint']}>{t('practice.loading')}</p>
    )
  }
  return (
    <section aria-label={t('practice.balances')} className={classes['balances']}>
      <h2 className={classes['label']}>{t('practice.balances')}</h2>
      {customer.balances.length === 0 ? <p className={classes['hint']}>{t('practice.noBalances')}</p> : null}
      <ul className={classes['list']}>
        {customer.balances.map((balance) => (
          <li key={`${balance.chain} ${balance.symbol}`} className={classes['balance']}>
            <span className={classes['network']}>{balance.chainName}</span>
            <UnitAmount
              minor={balance.amountMinor}
              unit={{ currency: tokenCurrency(balance.symbol, balance.chain), scale: balance.decimals }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
