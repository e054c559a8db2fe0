import type { CatalogItem } from '../../../shared/domain/catalog/item.ts'
import { parseStoredAmount } from '../entry-codec.ts'
import { itemSortKey } from '../item-order.ts'
import type { LedgerReader } from '../port.ts'
import type { Store } from '../store.ts'
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
  const found = total === 0 ? [] : listItems(store, query, match, total)
  const items = found.slice(0, query.limit).map(toItem)
  const last = items.at(-1)
  return { items, total, ...(found.length > query.limit && last ? { next: cursorOf(last) } : {}) }
}

/** Items by name within what matches. `+` keeps SQLite from sorting all matches when walking the index is shorter. */
function listItems(
  store: Store,
  { category, after, limit }: CatalogQuery,
  match: string | undefined,
  total: number,
): readonly ItemRow[] {
  const row = total > sortedMax ? '+row' : 'row'
  const inCategory = category === undefined ? '' : 'category = ?5 AND '
  const matching =
    match === undefined ? '' : ` AND ${row} IN (SELECT rowid FROM item_text WHERE item_text MATCH ?4)`
  const [sort, id] = afterCursor(after)
  const values = [
    sort,
    id,
    limit + 1,
    ...(match === undefined && category === undefined ? [] : [match ?? null]),
  ]
  return store.list<ItemRow>(
    `SELECT ${columns} FROM item WHERE ${inCategory}(sort, id) > (?1, ?2)${matching} ORDER BY sort, id LIMIT ?3`,
    ...values,
    ...(category === undefined ? [] : [category]),
  )
}

function countItems(store: Store, match: string | undefined, category: string | undefined): number {
  const counted =
    match === undefined
      ? category === undefined
        ? store.find<{ total: number }>('SELECT count(*) AS total FROM item')
        : store.find<{ total: number }>('SELECT count(*) AS total FROM item WHERE category = ?', category)
      : category === undefined
        ? store.find<{ total: number }>(
            'SELECT count(*) AS total FROM item_text WHERE item_text MATCH ?',
            match,
          )
        : store.find<{ total: number }>(
            `SELECT count(*) AS total FROM item
             WHERE category = ? AND +row IN (SELECT rowid FROM item_text WHERE item_text MATCH ?)`,
            ...[category, match],
          )
  return counted?.total ?? 0
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
      const row = store.find<ItemRow>(`SELECT ${columns} FROM item WHERE id = ?`, itemId)
      return row && toItem(row)
    },
    findItemByBarcode: (barcode) => {
      const row = store.find<ItemRow>(
        // Two items may carry one code by mistake: the one saved last is the one on the shelf.
        `SELECT ${columns} FROM item WHERE barcode = ? ORDER BY seq DESC, id LIMIT 1`,
        barcode,
      )
      return row && toItem(row)
    },
  }
}
