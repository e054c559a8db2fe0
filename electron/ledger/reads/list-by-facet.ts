import type { SaleQuery, SaleRow } from '../port.ts'
import { allThousands, thousandOf } from '../projections/sale-states.ts'
import type { Store } from '../store.ts'
import { saleColumns, toSaleRow, type StoredSaleRow } from './sale-row.ts'

/** The numbers that a query can reach: a range, because sales are numbered in the order of the journal's time. */
export type NumberRange = Readonly<{ low: number; high: number }>

/** One combination of status, exception and token, and how many sales of the range are in it. */
type Facet = Readonly<{ status: string; exception: string; paid_with: string; sales: number }>

/**
 * A page of sales picked by status, exception, token and time only. The counts say which combinations exist, so that a
 * rare one is found by its index and never by reading a million rows; the total is exact.
 */
export function listByFacet(
  store: Store,
  query: SaleQuery,
  range: NumberRange,
): Readonly<{ sales: readonly SaleRow[]; total: number }> {
  const facets = countFacets(store, range).filter(
    (facet) =>
      (query.status?.some((status) => status === facet.status) ?? true) &&
      (query.exception?.some((exception) => exception === facet.exception) ?? true) &&
      (query.paidWith === undefined || query.paidWith === facet.paid_with),
  )
  const high = Math.min(range.high, (query.before ?? Number.MAX_SAFE_INTEGER) - 1)
  const isFiltered =
    query.status !== undefined || query.exception !== undefined || query.paidWith !== undefined
  return {
    sales: isFiltered
      ? newestOf(store, facets, { low: range.low, high }, query.limit)
      : newest(store, { low: range.low, high }, query.limit),
    total: facets.reduce((sum, facet) => sum + facet.sales, 0),
  }
}

function newest(store: Store, { low, high }: NumberRange, limit: number): readonly SaleRow[] {
  return store
    .list<StoredSaleRow>(
      `SELECT ${saleColumns} FROM sale WHERE number BETWEEN ? AND ? ORDER BY number DESC LIMIT ?`,
      [low, high, limit],
    )
    .map(toSaleRow)
}

function newestOf(
  store: Store,
  facets: readonly Facet[],
  { low, high }: NumberRange,
  limit: number,
): readonly SaleRow[] {
  const numbers = facets.flatMap(({ status, exception, paid_with }) =>
    store.list<{ number: number }>(
      `SELECT number FROM sale INDEXED BY sale_by_facet
       WHERE status = ? AND exception = ? AND paid_with = ? AND number BETWEEN ? AND ? ORDER BY number DESC LIMIT ?`,
      [status, exception, paid_with, low, high, limit],
    ),
  )
  const page = numbers
    .map(({ number }) => number)
    .sort((left, right) => right - left)
    .slice(0, limit)
  return store
    .list<StoredSaleRow>(
      `SELECT ${saleColumns} FROM sale WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number DESC`,
      [JSON.stringify(page)],
    )
    .map(toSaleRow)
}

/** Counts over whole thousands come from the counters, those over the two ends of the range from the rows. */
function countFacets(store: Store, { low, high }: NumberRange): readonly Facet[] {
  if (low <= 1 && high === Number.MAX_SAFE_INTEGER) return countThousands(store, allThousands, allThousands)
  const first = thousandOf(low) + 1
  const last = thousandOf(high) - 1
  const ends =
    first > last + 1
      ? [{ low, high }]
      : [
          { low, high: first * 1_000 - 1 },
          { low: (last + 1) * 1_000, high },
        ]
  const whole = countThousands(store, first, last)
  const parts = ends.flatMap((end) =>
    store.list<Facet>(
      `SELECT status, exception, paid_with, count(*) AS sales FROM sale
       WHERE number BETWEEN ? AND ? GROUP BY status, exception, paid_with`,
      [end.low, end.high],
    ),
  )
  return merge([...whole, ...parts])
}

function countThousands(store: Store, first: number, last: number): readonly Facet[] {
  return store.list<Facet>(
    `SELECT status, exception, paid_with, sum(sales) AS sales FROM sale_count
     WHERE thousand BETWEEN ? AND ? GROUP BY status, exception, paid_with`,
    [first, last],
  )
}

function merge(facets: readonly Facet[]): readonly Facet[] {
  const merged = new Map<string, Facet>()
  for (const facet of facets) {
    const key = `${facet.status} ${facet.exception} ${facet.paid_with}`
    merged.set(key, { ...facet, sales: facet.sales + (merged.get(key)?.sales ?? 0) })
  }
  return [...merged.values()]
}
