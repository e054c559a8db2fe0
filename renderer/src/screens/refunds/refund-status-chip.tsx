import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { refundLooks } from './refund-status.ts'
import classes from './refund-status-chip.module.css'
import type { RefundStatus } from './refund-types.ts'

/** Where a refund stands: icon, word and colour. */
export function RefundStatusChip({ status }: Readonly<{ status: RefundStatus }>) {
  const { t } = useTranslation()
  const { tone, icon } = refundLooks[status]
  return (
    <span className={`${classes['chip']} ${classes[tone]}`}>
      <Icon name={icon} size={18} />
      {t(`refunds.status.${status}`)}
    </span>
  )
}
