import { PosError } from '../../../shared/errors/pos-error.ts'

/** One page as a list endpoint answers it. */
export type Page<T> = Readonly<{ items: readonly T[]; cursor: string | undefined }>

/** Rows of a list; `isWhole` is false when the bound came before the end. */
export type Pages<T> = Readonly<{ items: readonly T[]; isWhole: boolean }>

/**
 * Reads a list to its end, or to a bound. A cursor alone does not prove that there is more: Paxos gives one with the last page
 * too, so a page shorter than was asked for ends the list as well (fact sheet 1, pagination).
 * @param read asks for one page
 * @throws {PosError} `backend.badAnswer` for a list that goes in a circle
 */
export async function listPages<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  { limit, pagesMax }: Readonly<{ limit: number; pagesMax: number }>,
): Promise<Pages<T>> {
  const found: T[] = []
  const met = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, cursor: next } = await read(cursor)
    found.push(...items)
    if (next === undefined || next === '' || items.length < limit) return { items: found, isWhole: true }
    if (met.has(next)) throw new PosError('backend.badAnswer', 'Paxos gives the same page again and again.')
    met.add(next)
    cursor = next
  }
  return { items: found, isWhole: false }
}
