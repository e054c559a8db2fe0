import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRoute } from '../../stores/router.ts'
import { formatListTime } from '../sales/format-instant.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import { RefundStatusChip } from './refund-status-chip.tsx'
import type { RefundView } from './refund-types.ts'
import classes from './refunds-screen.module.css'

type RefundRowProps = Readonly<{
  refund: RefundView
  now: number
  index: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}>

/** One refund of the list. */
export function RefundRow({ refund, now, index, onKeyDown }: RefundRowProps) {
  const { t, i18n } = useTranslation()
  return (
    <a
      className={classes['row']}
      href={formatRoute('refunds', refund.refundId)}
      data-index={index}
      onKeyDown={onKeyDown}
    >
      <span className={`amount ${classes['number']}`}>{refund.numberText}</span>
      <span className={`amount ${classes['quiet']}`}>
        {formatListTime(refund.requestedAt, now, i18n.language)}
      </span>
      <span className="amount">{formatSaleNumber(refund.saleNumber)}</span>
      <span className={classes['quiet']}>
        <span className="visually-hidden">{t('refunds.column.who')} </span>
        {refund.requestedByName}
      </span>
      <span className={`amount ${classes['amount']}`}>{refund.amountText}</span>
      <RefundStatusChip status={refund.status} />
    </a>
  )
}
