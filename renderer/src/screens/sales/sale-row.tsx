import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { formatRoute } from '../../stores/router.ts'
import { formatListTime } from './format-instant.ts'
import { formatSaleNumber } from './sale-number.ts'
import classes from './sales-list.module.css'
import { StatusChip } from './status-chip.tsx'

type SaleRowProps = Readonly<{
  sale: SaleSummary
  now: number
  index: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}>

/** One sale of the list. */
export function SaleRow({ sale, now, index, onKeyDown }: SaleRowProps) {
  const { t, i18n } = useTranslation()
  return (
    <a
      className={classes['row']}
      href={formatRoute('sales', sale.saleId)}
      data-index={index}
      onKeyDown={onKeyDown}
    >
      <span className={`amount ${classes['number']}`}>{formatSaleNumber(sale.number)}</span>
      <span className={`amount ${classes['time']}`}>{formatListTime(sale.openedAt, now, i18n.language)}</span>
      <span className={classes['items']}>{sale.itemsText}</span>
      <span className={classes['staff']}>
        <span className="visually-hidden">{t('sales.column.staff')} </span>
        {sale.staffName}
      </span>
      <span className={`amount ${classes['amount']}`}>
        {formatMoney(sale.totalMinor, fiatUnit(sale.currency))}
      </span>
      <span className={classes['status']}>
        <StatusChip sale={sale} />
      </span>
    </a>
  )
}
