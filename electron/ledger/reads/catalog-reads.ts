import type { CatalogItem } from '../../../shared/domain/catalog/item.ts'
import { parseStoredAmount } from '../entry-codec.ts'
import { itemSortKey } from '../item-order.ts'
import type { LedgerReader } from '../port.ts'
import type { SqlValue, Store } from '../store.ts'
import { matchAllWords } from './match-words.ts'

/** Up to this many matches are sorted; more are found by walking the items in order of their names. */
const sortedMax = 2_000

const columns = 'item.id, item.name, item.category, item.price, item.currency, item.barcode, item.tax_rate_id'

type ItemRow = Readonly<{
  id: string
  name: string
  category: string
  price: string
  currency: CatalogItem['currency']
  barcode: string | null
  tax_rate_id: string | null
}>

function toItem(row: ItemRow): CatalogItem {
  return {
    id: row.id,
    name: row.name,
    category: row.category,
    priceMinor: parseStoredAmount(row.price),
    currency: row.currency,
    ...(row.barcode === null ? {} : { barcode: row.barcode }),
    ...(row.tax_rate_id === null ? {} : { taxRateId: row.tax_rate_id }),
  }
}

/** The place of an item in the order of names; it stays one when the item itself is gone by the next page. */
function cursorOf(item: CatalogItem): string {
  return `${item.id} ${item.name}`
}

function afterCursor(cursor: string | undefined): readonly [sort: string, id: string] {
  if (cursor === undefined) return ['', '']
  // An id holds no space.
  const gap = cursor.indexOf(' ')
  return [itemSortKey(cursor.slice(gap + 1)), cursor.slice(0, gap)]
}

type CatalogQuery = Parameters<LedgerReader['searchCatalog']>[0]
type CatalogPage = ReturnType<LedgerReader['searchCatalog']>

function searchCatalog(store: Store, query: CatalogQuery): CatalogPage {
  const match = query.search === undefined ? undefined : matchAllWords(query.search)
  if (match === undefined && (query.search ?? '').trim() !== '') return { items: [], total: 0 }
  const total = countItems(store, match, query.category)
  const found = listItems(store, query, match, total)
  const items = found.slice(0, query.limit).map(toItem)
  const last = items.at(-1)
  return { items, total, ...(found.length > query.limit && last ? { next: cursorOf(last) } : {}) }
}

/** A condition on items with its values; an absent filter is no condition. */
type Condition = Readonly<{ sql: string; values: readonly SqlValue[] }>

const always: Condition = { sql: '1', values: [] }

function inCategory(category: string | undefined): Condition {
  return category === undefined ? always : { sql: 'category = ?', values: [category] }
}

/** `+` keeps SQLite from looking up and sorting every match when walking the items in order is shorter. */
function matching(match: string | undefined, row: 'row' | '+row'): Condition {
  return match === undefined
    ? always
    : { sql: `${row} IN (SELECT rowid FROM item_text WHERE item_text MATCH ?)`, values: [match] }
}

function listItems(
  store: Store,
  { category, after, limit }: CatalogQuery,
  match: string | undefined,
  total: number,
): readonly ItemRow[] {
  const group = inCategory(category)
  const words = matching(match, total > sortedMax ? '+row' : 'row')
  return store.list<ItemRow>(
    `SELECT ${columns} FROM item WHERE ${group.sql} AND (sort, id) > (?, ?) AND ${words.sql} ORDER BY sort, id LIMIT ?`,
    [...group.values, ...afterCursor(after), ...words.values, limit + 1],
  )
}

function countItems(store: Store, match: string | undefined, category: string | undefined): number {
  if (match !== undefined && category === undefined) {
    const sql = 'SELECT count(*) AS total FROM item_text WHERE item_text MATCH ?'
    return store.find<{ total: number }>(sql, [match])?.total ?? 0
  }
  const group = inCategory(category)
  const words = matching(match, '+row')
  return (
    store.find<{ total: number }>(`SELECT count(*) AS total FROM item WHERE ${group.sql} AND ${words.sql}`, [
      ...group.values,
      ...words.values,
    ])?.total ?? 0
  )
}

type CatalogReads = Pick<
  LedgerReader,
  'searchCatalog' | 'catalogCategories' | 'findItem' | 'findItemByBarcode'
>

/** Reads of the catalogue, in the order of names. */
export function catalogReads(store: Store): CatalogReads {
  return {
    searchCatalog: (query) => searchCatalog(store, query),
    catalogCategories: () =>
      store.list<{ name: string; items: number }>(
        'SELECT category AS name, count(*) AS items FROM item GROUP BY category ORDER BY category',
      ),
    findItem: (itemId) => {
      const row = store.find<ItemRow>(`SELECT ${columns} FROM item WHERE id = ?`, [itemId])
      return row && toItem(row)
    },
    findItemByBarcode: (barcode) => {
      const row = store.find<ItemRow>(
        // Two items may carry one code by mistake: the one saved last is the one on the shelf.
        `SELECT ${columns} FROM item WHERE barcode = ? ORDER BY seq DESC, id LIMIT 1`,
        [barcode],
      )
      return row && toItem(row)
    },
  }
}
