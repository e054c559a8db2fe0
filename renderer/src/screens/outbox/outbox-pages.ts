import type { TerminalClient } from '../../../../shared/contract/contract.ts'

type Page = Awaited<ReturnType<TerminalClient['outbox']['list']>>

/** Reads page after page until as many calls as wanted are there, or all; the counts are those of the newest answer. */
export async function readOutboxPages(
  readPage: (after: number | undefined) => Promise<Page>,
  wanted: number,
): Promise<Page> {
  let all = await readPage(undefined)
  while (all.calls.length < wanted && all.next !== undefined) {
    const page = await readPage(all.next)
    all = { ...page, calls: [...all.calls, ...page.calls] }
  }
  return all
}
