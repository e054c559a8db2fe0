import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { Amount } from '../../components/amount.tsx'
import classes from './moment.module.css'

/** What was paid, large enough to read across the counter. */
export function PaidAmount({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['figure']}>
      <div className={classes['amount']}>
        <Amount minor={view.amountMinor} currency={view.currency} />
      </div>
      {view.receivedText === undefined ? null : (
        <div className={classes['detail']}>{t('checkout.received', { amount: view.receivedText })}</div>
      )}
    </div>
  )
}
