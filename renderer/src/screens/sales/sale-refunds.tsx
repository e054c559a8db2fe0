import { useTranslation } from 'react-i18next'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { formatRoute } from '../../stores/router.ts'
import { RefundStatusChip } from '../refunds/refund-status-chip.tsx'
import { canGiveBack } from './can-give-back.ts'
import { Card } from './card.tsx'
import { formatInstant } from './format-instant.ts'
import classes from './sale-refunds.module.css'
import type { SaleDetail } from './use-sale.ts'

/** What was given back of a sale, or is on its way; nothing where nothing was asked for. */
export function SaleRefunds({ detail: { sale, checkout, timeline } }: Readonly<{ detail: SaleDetail }>) {
  const { t, i18n } = useTranslation()
  const hasMoney = canGiveBack(checkout)
  // A step of a refund is an entry of the sale: the newest tells that it is read again.
  const newest = timeline.at(-1)?.seq ?? 0
  const { value } = useRead(`refunds:${sale.id}`, `${newest} ${hasMoney}`, async () =>
    hasMoney ? (await terminal().refunds.desk({ saleId: sale.id })).refunds : [],
  )
  if (value === undefined || value.length === 0) return null
  return (
    <Card title={t('refunds.ofSale.title')}>
      <ul className={classes['list']}>
        {value.map((refund) => (
          <li key={refund.refundId}>
            <a className={classes['refund']} href={formatRoute('refunds', refund.refundId)}>
              <span className="amount">{refund.numberText}</span>
              <span className={classes['time']}>{formatInstant(refund.requestedAt, i18n.language)}</span>
              <span className={`amount ${classes['amount']}`}>{refund.amountText}</span>
              <RefundStatusChip status={refund.status} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
