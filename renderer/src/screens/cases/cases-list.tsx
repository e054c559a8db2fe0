import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import listClasses from '../sales/sales-list.module.css'
import { useRowKeys } from '../sales/use-row-keys.ts'
import type { CasePage } from './case-pages.ts'
import { CaseRow } from './case-row.tsx'
import { useMinute } from './use-cases.ts'

const rowHeight = 64
/** Rows before the end at which the next page is asked for. */
const ahead = 20

/** The list of cases; only the rows in sight exist. */
export function CasesList({ page, onNearEnd }: Readonly<{ page: CasePage; onNearEnd: () => void }>) {
  const { t } = useTranslation()
  const now = useMinute()
  const place = useRef<HTMLDivElement>(null)
  const { cases, total } = page
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer is used here alone and handed to nothing memoized
  const rows = useVirtualizer({
    count: cases.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => cases[index]?.id ?? index,
  })
  const shown = rows.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastShown >= cases.length - ahead) onNearEnd()
  }, [lastShown, cases.length, onNearEnd])
  const onKeyDown = useRowKeys({
    list: place,
    count: cases.length,
    scrollTo: (index) => rows.scrollToIndex(index),
  })
  return (
    <div ref={place} className={listClasses['place']}>
      <ul
        className={listClasses['list']}
        aria-label={t('cases.title')}
        style={{ height: rows.getTotalSize() }}
      >
        {shown.map((item) => {
          const row = cases[item.index]
          return row === undefined ? null : (
            <li
              key={item.key}
              className={listClasses['item']}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              aria-posinset={item.index + 1}
              aria-setsize={total}
            >
              <CaseRow row={row} now={now} index={item.index} onKeyDown={onKeyDown} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
