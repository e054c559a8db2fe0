import type { SaleQuery, SaleRow } from '../port.ts'
import type { SqlValue, Store } from '../store.ts'
import { listByFacet, type NumberRange } from './list-by-facet.ts'
import { findFirstSaleSince } from './newest-sale.ts'
import { saleColumns, toSaleRow, type StoredSaleRow } from './sale-row.ts'
import { parseSaleSearch, type SaleSearch } from './sale-search.ts'

/** A search or an amount is counted exactly up to here; beyond it nobody counts, and everybody types another word. */
const searchTotalMax = 1_000

type Page = Readonly<{ sales: readonly SaleRow[]; total: number }>

/** Where candidates come from: a table and the condition that picks them, with its one value as `?1`. */
type Source = Readonly<{ from: string; where: string; order: string; value: SqlValue }>

/** A page of sales, newest first, with the number of all that match. */
export function listSales(store: Store, query: SaleQuery): Page {
  const search = parseSaleSearch(query.search ?? '')
  const range = rangeOf(store, query)
  if (range.low === Number.MAX_SAFE_INTEGER || range.low > range.high) return { sales: [], total: 0 }
  if (search.kind === 'any' && query.amountMinor === undefined) return listByFacet(store, query, range)
  const pages = sourcesOf(search, query.amountMinor).map((source) =>
    listBySource(store, query, range, source),
  )
  return {
    sales: pages
      .flatMap((page) => page.sales)
      .sort((left, right) => right.number - left.number)
      .slice(0, query.limit),
    total: Math.min(
      searchTotalMax,
      pages.reduce((sum, page) => sum + page.total, 0),
    ),
  }
}

/** Sales opened from `from` up to but not including `to`, by the time of their journal entry. */
function rangeOf(store: Store, { from, to }: SaleQuery): NumberRange {
  const low = from === undefined ? 1 : findFirstSaleSince(store, from)
  const end = to === undefined ? undefined : findFirstSaleSince(store, to)
  return {
    low: low ?? Number.MAX_SAFE_INTEGER,
    high: end === undefined ? Number.MAX_SAFE_INTEGER : end - 1,
  }
}

const fromSale = { from: 'sale', order: 'sale.number' }
const byTotal = { from: 'sale INDEXED BY sale_by_total', order: 'sale.number' }

function sourcesOf(search: SaleSearch, amountMinor: bigint | undefined): readonly Source[] {
  switch (search.kind) {
    case 'number':
      return [{ ...fromSale, where: 'sale.number = ?1', value: search.number }]
    case 'address':
      return [
        {
          ...fromSale,
          where:
            'sale.number IN (SELECT number FROM sale WHERE address = ?1 UNION SELECT sale FROM payment WHERE payer = ?1)',
          value: search.address,
        },
      ]
    case 'transaction':
      return [
        {
          ...fromSale,
          where: 'sale.number IN (SELECT sale FROM payment WHERE tx_hash = ?1)',
          value: search.txHash,
        },
      ]
    case 'amount':
      return search.amounts.map(({ minor, currencies }) => ({
        ...byTotal,
        where:
          "sale.total = (?1 ->> '$.total') AND sale.currency IN (SELECT value FROM json_each(?1, '$.currencies'))",
        value: JSON.stringify({ total: minor.toString(), currencies }),
      }))
    case 'words':
      return [
        {
          from: 'sale_text CROSS JOIN sale ON sale.number = sale_text.rowid',
          where: 'sale_text MATCH ?1',
          order: 'sale_text.rowid',
          value: search.match,
        },
      ]
    case 'any':
      return [{ ...byTotal, where: 'sale.total = ?1', value: String(amountMinor) }]
    case 'none':
      return []
  }
}

const filters = `
  AND (?2 IS NULL OR sale.status IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR sale.exception IN (SELECT value FROM json_each(?3)))
  AND (?4 IS NULL OR sale.paid_with = ?4)
  AND (?5 IS NULL OR sale.total = ?5)`

function listBySource(store: Store, query: SaleQuery, range: NumberRange, source: Source): Page {
  const { from, where, order, value } = source
  const values = [
    value,
    query.status === undefined ? null : JSON.stringify(query.status),
    query.exception === undefined ? null : JSON.stringify(query.exception),
    query.paidWith ?? null,
    query.amountMinor === undefined ? null : query.amountMinor.toString(),
    range.low,
  ]
  const matching = `FROM ${from} WHERE ${where}${filters} AND ${order} BETWEEN ?6 AND ?7`
  const rows = store.list<StoredSaleRow>(
    `SELECT ${saleColumns} ${matching} ORDER BY ${order} DESC LIMIT ?8`,
    [...values, Math.min(range.high, (query.before ?? Number.MAX_SAFE_INTEGER) - 1), query.limit],
  )
  const counted = store.find<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT 1 ${matching} LIMIT ?8)`,
    [...values, range.high, searchTotalMax],
  )
  return { sales: rows.map(toSaleRow), total: counted?.total ?? 0 }
}
