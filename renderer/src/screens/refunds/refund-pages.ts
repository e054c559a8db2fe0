import type { TerminalClient } from '../../../../shared/contract/contract.ts'

/** A page of refunds as the terminal hands it over. */
export type RefundPage = Awaited<ReturnType<TerminalClient['refunds']['list']>>

/** Reads page after page, newest first, until as many as wanted are there, or all. */
export async function readRefundPages(
  readPage: (before: number | undefined) => Promise<RefundPage>,
  wanted: number,
): Promise<RefundPage> {
  let all = await readPage(undefined)
  while (all.refunds.length < wanted && all.next !== undefined) {
    const { next, refunds } = await readPage(all.next)
    all = { refunds: [...all.refunds, ...refunds], ...(next === undefined ? {} : { next }) }
  }
  return all
}
