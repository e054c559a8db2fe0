import { useTranslation } from 'react-i18next'
import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'
import { Icon } from '../../components/icon.tsx'
import { ToneIcon } from '../checkout/tone-icon.tsx'
import { saleStateOf, saleToneOf } from './sale-state.ts'
import classes from './status-chip.module.css'

type StatusChipProps = Readonly<{ sale: Pick<SaleSummary, 'status' | 'answer' | 'exception'> }>

/** Where a sale stands: icon, word and colour; what is out of the ordinary stands beside it. */
export function StatusChip({ sale }: StatusChipProps) {
  const { t } = useTranslation()
  const state = saleStateOf(sale)
  const tone = saleToneOf(state)
  return (
    <span className={classes['chips']}>
      <span className={`${classes['chip']} ${classes[tone]}`}>
        {state === 'cancelled' ? <Icon name="minus" size={18} /> : <ToneIcon tone={tone} size={18} />}
        {t(`sales.state.${state}`)}
      </span>
      {sale.exception === 'none' ? null : (
        <span className={`${classes['chip']} ${classes['exception']}`}>
          <Icon name="alert" size={16} />
          {t(`checkout.exceptionChip.${sale.exception}`)}
        </span>
      )}
    </span>
  )
}
