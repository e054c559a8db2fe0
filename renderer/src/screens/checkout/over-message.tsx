import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { toneOf } from './checkout-phase.ts'
import classes from './over-message.module.css'
import { ToneIcon } from './tone-icon.tsx'

/** Stands where the code was: this sale takes no payment any more. */
export function OverMessage({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['over']}>
      <span className={classes['mark']}>
        <ToneIcon tone={toneOf(view.headline)} size={48} />
      </span>
      <p className={classes['words']}>{t('checkout.code.hidden')}</p>
      {view.receivedText === undefined ? null : (
        <p className={classes['words']}>{t('checkout.received', { amount: view.receivedText })}</p>
      )}
    </div>
  )
}
