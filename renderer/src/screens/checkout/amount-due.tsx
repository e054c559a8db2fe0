import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { Amount } from '../../components/amount.tsx'
import classes from './amount-due.module.css'
import { selectedOffer } from './offer-choice-model.ts'

/** What is due: the shop's money large, then exactly what the customer sends and where. */
export function AmountDue({ view, isTaking }: Readonly<{ view: CheckoutView; isTaking: boolean }>) {
  const { t } = useTranslation()
  const offer = selectedOffer(view)
  const missingMinor = offer?.missingMinor ?? 0n
  const isAsking = missingMinor > 0n && isTaking
  return (
    <div className={classes['due']}>
      <span className={classes['label']}>{t('checkout.total')}</span>
      <span className={classes['total']}>
        <Amount minor={view.amountMinor} currency={view.currency} />
      </span>
      {view.receivedText === undefined ? null : (
        <span className={classes['missing']}>
          {t('checkout.received', { amount: view.receivedText })}
          {isAsking ? ` · ${t('checkout.stillMissing')}` : ''}
        </span>
      )}
      {offer === undefined || !isAsking ? null : (
        <span className={classes['exact']}>
          {t('checkout.sendExactly', {
            amount: formatMoney(missingMinor, { currency: offer.currency, scale: offer.decimals }),
            network: offer.chainName,
          })}
        </span>
      )}
    </div>
  )
}
