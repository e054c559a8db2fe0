import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogEntry } from '../../cache/cache-database.ts'
import { Amount } from '../../components/amount.tsx'
import type { CatalogList } from './use-catalog.ts'
import classes from './catalog-panel.module.css'

const tileHeight = 96
const tileWidthMin = 140
const gap = 8
/** Rows before the end at which the next page is asked for. */
const readAhead = 6

type CatalogGridProps = Readonly<{ list: CatalogList; onPick: (item: CatalogEntry) => void }>

function Tile({ item, onPick }: Readonly<{ item: CatalogEntry; onPick: (item: CatalogEntry) => void }>) {
  return (
    <button type="button" className={classes['tile']} onClick={() => onPick(item)}>
      <span className={classes['tileName']}>{item.name}</span>{' '}
      <span className={classes['tilePrice']}>
        <Amount minor={item.priceMinor} currency={item.currency} />
      </span>
    </button>
  )
}

/** Items as tiles; only those in view are in the page, however many there are. */
export function CatalogGrid({ list, onPick }: CatalogGridProps) {
  const { t } = useTranslation()
  const { items, total, loadMore } = list
  const scroller = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize()
  const columns = Math.max(2, Math.floor((width + gap) / (tileWidthMin + gap)))
  const rows = Math.ceil(items.length / columns)
  // The React compiler, which this rule speaks for, is not used here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => tileHeight + gap,
    paddingStart: 12,
    paddingEnd: 12,
    overscan: 4,
  })
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastShown >= rows - readAhead && items.length < total) loadMore()
  }, [lastShown, rows, items.length, total, loadMore])
  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        ref={ref}
        className={classes['sizer']}
        style={{ height: virtual.getTotalSize() }}
        aria-label={`${t('register.catalog.items')}, ${t('register.catalog.count', { count: total })}`}
        role="group"
      >
        {shown.map((row) => (
          <div
            key={row.key}
            className={classes['row']}
            style={{
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item) => (
              <Tile key={item.id} item={item} onPick={onPick} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
