import { parseInstant } from './instants.ts'
import { badRequest } from './problems.ts'
import type { Asked } from './route.ts'
import type { Kept, RecordKind } from './store.ts'
import type { World } from './world.ts'

/** How one resource is listed. */
export type Listing<W, I> = Readonly<{
  kind: RecordKind
  /** The key of the rows in the answer, and a second one where Paxos sends both. */
  envelope: 'items' | 'events' | 'addresses' | 'orchestrations' | 'rules'
  alsoItems?: boolean
  limit: number
  limitMax: number
  order: 'ASC' | 'DESC'
  /** Columns that may be ordered by. */
  orderBy?: readonly ('CREATED_AT' | 'UPDATED_AT')[]
  ids?: string
  refs?: string
  /** True for rows that the filters of this resource keep. */
  keep: (kept: Kept<W, I>) => boolean
  show?: (kept: Kept<W, I>) => unknown
  /** Events alone: the cursor is empty at the end. */
  endsEmpty?: boolean
}>

const filtersMax = 100
const comparisons = {
  lt: (at: bigint, limit: bigint) => at < limit,
  lte: (at: bigint, limit: bigint) => at <= limit,
  eq: (at: bigint, limit: bigint) => at === limit,
  gte: (at: bigint, limit: bigint) => at >= limit,
  gt: (at: bigint, limit: bigint) => at > limit,
} as const

type TimeFilter = Readonly<{
  column: 'created' | 'updated'
  name: string
  limit: bigint
  holds: (at: bigint) => boolean
}>

function timeFilters(query: URLSearchParams): readonly TimeFilter[] {
  return (['created', 'updated'] as const).flatMap((column) =>
    Object.entries(comparisons).flatMap(([name, compare]) => {
      const text = query.get(`${column}_at.${name}`)
      if (text === null) return []
      const limit = parseInstant(text)
      if (limit === undefined) throw badRequest(`${column}_at.${name} must be an RFC 3339 time`)
      return [{ column, name, limit, holds: (at: bigint) => compare(at, limit) }]
    }),
  )
}

/** The values of a filter that may be repeated, or nothing when it is not asked for. */
function repeated(query: URLSearchParams, name: string): readonly string[] | undefined {
  const values = query.getAll(name)
  if (values.length > filtersMax) throw badRequest(`${name}: at most ${filtersMax} values`)
  return values.length === 0 ? undefined : values
}

/** True when a filter is absent or names the value. */
export function allows(query: URLSearchParams, name: string, value: string | undefined): boolean {
  const values = repeated(query, name)
  return values === undefined || (value !== undefined && values.includes(value))
}

function readLimit(query: URLSearchParams, usual: number, max: number): number {
  const text = query.get('limit')
  if (text === null) return usual
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > max) throw badRequest(`limit must be between 1 and ${max}`)
  return limit
}

function readCursor(text: string | null): Readonly<{ ns: bigint; seq: number }> | undefined {
  if (text === null || text === '') return undefined
  const parts = /^(\d{1,20}):(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('utf8'))
  if (!parts) throw badRequest('page_cursor is invalid')
  return { ns: BigInt(parts[1] ?? '0'), seq: Number(parts[2]) }
}

function readOrder(
  query: URLSearchParams,
  listing: Pick<Listing<never, never>, 'order' | 'orderBy'>,
  times: readonly TimeFilter[],
) {
  const asked = query.get('order_by')
  const known: readonly string[] = listing.orderBy ?? ['CREATED_AT']
  if (asked !== null && !known.includes(asked)) throw badRequest('order_by is invalid')
  const filtersUpdated = times.some(({ column }) => column === 'updated')
  const filtersCreated = times.some(({ column }) => column === 'created')
  const orderBy = asked === 'UPDATED_AT' || (asked === null && filtersUpdated) ? 'updated' : 'created'
  if ((orderBy === 'created' && filtersUpdated) || (orderBy === 'updated' && filtersCreated))
    throw badRequest('order_by must match the time filter')
  const order = query.get('order') ?? (orderBy === 'updated' ? 'ASC' : listing.order)
  if (order !== 'ASC' && order !== 'DESC') throw badRequest('order must be ASC or DESC')
  return { orderBy, ascending: order === 'ASC' } as const
}

/** Answers a list call: filters, order, page and cursor, as Paxos does for every resource. */
export function answerPage<W, I>(
  world: World,
  { query }: Asked,
  listing: Listing<W, I>,
): Record<string, unknown> {
  const limit = readLimit(query, listing.limit, listing.limitMax)
  const all = timeFilters(query)
  const times = listing.orderBy?.includes('UPDATED_AT')
    ? all
    : all.filter(({ column }) => column === 'created')
  const { orderBy, ascending } = readOrder(query, listing, times)
  const after = readCursor(query.get('page_cursor'))
  const rows: Kept<W, I>[] = []
  const bound = (names: readonly string[]) =>
    times.find(({ column, name }) => column === orderBy && names.includes(name))?.limit
  const found = world.store.page<W, I>(listing.kind, {
    orderBy,
    ascending,
    after,
    fromNs: bound(['gte', 'gt', 'eq']),
    toNs: bound(['lte', 'lt', 'eq']),
    ids: listing.ids === undefined ? undefined : repeated(query, listing.ids),
    refs: listing.refs === undefined ? undefined : repeated(query, listing.refs),
  })
  for (const row of found) {
    const inTime = times.every(({ column, holds }) =>
      holds(column === 'created' ? row.createdNs : row.updatedNs),
    )
    if (inTime && listing.keep(row)) rows.push(row)
    if (rows.length === limit) break
  }
  const items = rows.map((row) => (listing.show ? listing.show(row) : row.wire))
  const last = rows.at(-1)
  const ended = listing.endsEmpty === true && rows.length < limit
  const place = last && `${orderBy === 'updated' ? last.updatedNs : last.createdNs}:${last.seq}`
  // A cursor comes with the last page too: only a page that is not full tells the end.
  const cursor =
    place === undefined ? (query.get('page_cursor') ?? '') : Buffer.from(place).toString('base64url')
  return {
    [listing.envelope]: items,
    ...(listing.alsoItems && { items }),
    next_page_cursor: ended ? '' : cursor,
  }
}
