import type { ZodType } from 'zod'
import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { listPages, type Page } from './list-pages.ts'
import type { PaxosCall, Query } from './paxos-call.ts'
import { tryAnswer } from './read-answer.ts'

/** Paxos names the rows of a list differently; some lists carry them under two names. */
const envelopes = ['items', 'events', 'addresses', 'orchestrations', 'rules'] as const
const cursors: ReadonlySet<string> = new Set(['next_page_cursor', 'next_page', 'total_count'])

const rowsShape = z.array(z.unknown()).max(10_000)
const pageShape = z.looseObject({ next_page_cursor: z.string().max(10_000).nullish() })

/** What is asked for, and how a row is read. */
export type ListOf<T> = Readonly<{
  path: string
  query: Query
  shape: ZodType<T>
  /** What a row is, as in `a transfer`. */
  what: string
  /** True for rows of those that were asked for: a filter that Paxos does not know gives everybody's. */
  belongs: (row: T) => boolean
  /** Rows a page. */
  limit?: number
  pagesMax?: number
}>

/** A list as far as it was read. */
export type Listed<T> = Readonly<{
  rows: readonly T[]
  /** Rows that were there and could not be read: money may be in them, so whoever counts must not go on past them. */
  unreadable: readonly Readonly<{ id: string; field: string }>[]
  /** False when the bound came before the end. */
  isWhole: boolean
}>

const usualLimit = 100
const usualPagesMax = 200

function badList(what: string): PosError {
  return new PosError('backend.badAnswer', `Paxos answered no list, asked for ${what}.`, {
    details: { what },
  })
}

function readPage(answer: unknown, what: string): Page<unknown> {
  const page = pageShape.safeParse(answer)
  if (!page.success) throw badList(what)
  const { next_page_cursor: cursor, ...rest } = page.data
  // A list that is renamed comes under both names for a while, and one of them may stay empty.
  const arrays = envelopes.flatMap((name) => (Array.isArray(rest[name]) ? [rest[name]] : []))
  const longest = arrays.toSorted((left, right) => right.length - left.length)[0]
  // No list names its rows as required, so that one without any may be empty, but nothing else may stand in their place.
  const isEmpty = Object.entries(rest).every(([key, value]) => cursors.has(key) || value === null)
  if (longest === undefined && !isEmpty) throw badList(what)
  const rows = rowsShape.safeParse(longest ?? [])
  if (!rows.success) throw badList(what)
  return { items: rows.data, cursor: cursor ?? undefined }
}

function idOf(row: unknown): string {
  const id: unknown = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined
  return typeof id === 'string' ? id.slice(0, 100) : ''
}

/**
 * Lists what was asked for, page by page. Rows of others are left out and said; rows that cannot be read are told apart and
 * must not hide the others.
 * @throws {PosError} `backend.badAnswer` for an answer that is no list
 */
export async function readList<T>(call: PaxosCall, list: ListOf<T>, log: Log): Promise<Listed<T>> {
  const { path, query, shape, what, belongs, limit = usualLimit, pagesMax = usualPagesMax } = list
  const { items, isWhole } = await listPages(
    async (cursor) => {
      const paged: Query = cursor === undefined ? query : [...query, ['page_cursor', cursor]]
      const answer = await call({ method: 'GET', path, query: [...paged, ['limit', String(limit)]] })
      return readPage(answer, what)
    },
    { limit, pagesMax },
  )
  const rows: T[] = []
  const unreadable: { id: string; field: string }[] = []
  for (const item of items) {
    const read = tryAnswer(shape, item)
    if (!read.ok) {
      unreadable.push({ id: idOf(item), field: read.field })
      log.error('Paxos listed what cannot be read', { what, id: idOf(item), field: read.field })
    } else if (belongs(read.value)) rows.push(read.value)
    else log.warn('Paxos listed what was not asked for', { what, id: idOf(item) })
  }
  return { rows, unreadable, isWhole }
}

/**
 * The rows of a list that must be there in full, for look-ups: a row that cannot be read may be the one.
 * @throws {PosError} `backend.badAnswer`
 */
export async function readWholeList<T>(call: PaxosCall, list: ListOf<T>, log: Log): Promise<readonly T[]> {
  const { rows, unreadable, isWhole } = await readList(call, list, log)
  const [first] = unreadable
  if (first)
    throw new PosError('backend.badAnswer', `Paxos listed ${list.what} that cannot be read.`, {
      details: { what: list.what, ...first },
    })
  if (!isWhole)
    throw new PosError('backend.badAnswer', `Paxos lists more than the till reads of ${list.what}.`)
  return rows
}
