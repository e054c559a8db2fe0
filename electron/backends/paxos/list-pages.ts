import { PosError } from '../../../shared/errors/pos-error.ts'

/** One page as a list endpoint answers it. */
export type Page<T> = Readonly<{ items: readonly T[]; cursor: string | undefined }>

/**
 * Reads a list to its end. A cursor alone does not prove that there is more: Paxos gives one with the last page too, so a page
 * shorter than was asked for ends the list as well (fact sheet 1, pagination).
 * @param read asks for one page
 * @param pagesMax beyond this the list is not ours to read, and the error says so
 * @throws {PosError} `backend.badAnswer` for a list that does not end
 */
export async function listPages<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  { limit, pagesMax }: Readonly<{ limit: number; pagesMax: number }>,
): Promise<readonly T[]> {
  const found: T[] = []
  const met = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, cursor: next } = await read(cursor)
    found.push(...items)
    if (next === undefined || next === '' || items.length < limit) return found
    if (met.has(next)) throw new PosError('backend.badAnswer', 'Paxos gives the same page again and again.')
    met.add(next)
    cursor = next
  }
  throw new PosError('backend.badAnswer', `Paxos gives more than ${pagesMax} pages.`)
}
