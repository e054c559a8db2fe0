import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { Icon } from '../../components/icon.tsx'
import classes from './over-message.module.css'
import { offWords } from './verdict-words.ts'

/** Stands where the code was: what the customer would send now could not arrive, or is not taken. */
export function OffMessage({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  const off = offWords(view)
  if (off === undefined) return null
  return (
    <div className={classes['over']}>
      <span className={classes['mark']}>
        <Icon name="alert" size={48} />
      </span>
      <p className={classes['words']}>{t(off.reason.key, off.reason.values)}</p>
      <p className={classes['words']}>{t(off.advice.key, off.advice.values)}</p>
    </div>
  )
}
