import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'
import { SaleRow } from './sale-row.tsx'
import classes from './sales-list.module.css'
import { useRowKeys } from './use-row-keys.ts'

const rowHeight = 64
/** Rows before the end at which the next page is asked for. */
const ahead = 20

type SalesListProps = Readonly<{
  sales: readonly SaleSummary[]
  total: number | undefined
  isLoading: boolean
  onNearEnd: () => void
}>

/** The list of sales; only the rows in sight exist. */
export function SalesList({ sales, total, isLoading, onNearEnd }: SalesListProps) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer is used here alone and handed to nothing memoized
  const rows = useVirtualizer({
    count: sales.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => sales[index]?.saleId ?? index,
  })
  const shown = rows.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastShown >= sales.length - ahead) onNearEnd()
  }, [lastShown, sales.length, onNearEnd])
  const onKeyDown = useRowKeys({
    list: place,
    count: sales.length,
    scrollTo: (index) => rows.scrollToIndex(index),
  })
  const now = Date.now()
  return (
    <div ref={place} className={classes['place']}>
      <ul className={classes['list']} aria-label={t('sales.list')} style={{ height: rows.getTotalSize() }}>
        {shown.map((item) => {
          const sale = sales[item.index]
          return sale === undefined ? null : (
            <li
              key={item.key}
              className={classes['item']}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              aria-posinset={item.index + 1}
              aria-setsize={total ?? sales.length}
            >
              <SaleRow sale={sale} now={now} index={item.index} onKeyDown={onKeyDown} />
            </li>
          )
        })}
      </ul>
      {isLoading && sales.length > 0 ? (
        <div className="visually-hidden" aria-live="polite">
          {t('sales.loadingMore')}
        </div>
      ) : null}
    </div>
  )
}
