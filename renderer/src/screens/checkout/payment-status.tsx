import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { SaleCases } from '../cases/sale-cases.tsx'
import { phaseOf, toneOf } from './checkout-phase.ts'
import classes from './payment-status.module.css'
import { ToneIcon } from './tone-icon.tsx'
import { verdictWords } from './verdict-words.ts'

type PaymentStatusProps = Readonly<{ view: CheckoutView; wasPaid: boolean }>

/**
 * What the till knows about the payment: the word, what happened, what to do. One element for the whole life of the
 * screen, so that screen readers hear every change.
 */
export function PaymentStatus({ view, wasPaid }: PaymentStatusProps) {
  const { t } = useTranslation()
  const tone = toneOf(view.headline)
  const { reason, advice, exception } = verdictWords(view)
  const isLarge = phaseOf(view, wasPaid) === 'paid'
  return (
    <div
      role="status"
      aria-label={t('checkout.status.label')}
      className={`${classes['status']} ${classes[tone]} ${isLarge ? classes['large'] : ''}`}
    >
      <span className={classes['mark']}>
        <ToneIcon tone={tone} size={isLarge ? 96 : 32} />
      </span>
      <div className={classes['words']}>
        <div className={classes['headline']}>{t(`checkout.headline.${view.headline}`)}</div>{' '}
        <div className={classes['sentences']}>
          <p>{t(reason.key, reason.values)}</p>
          <p className={classes['advice']}>{t(advice.key, advice.values)}</p>
          {exception === undefined ? null : (
            <p className={classes['exception']}>{t(exception.key, exception.values)}</p>
          )}
          <SaleCases saleId={view.saleId} />
        </div>
      </div>
    </div>
  )
}
