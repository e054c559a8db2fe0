import type { TerminalClient } from '../../../../shared/contract/contract.ts'

/** A page of cases as the terminal hands it over. */
export type CasePage = Awaited<ReturnType<TerminalClient['cases']['list']>>

type ReadPage = (after: number | undefined) => Promise<CasePage>

/**
 * Reads on from what is known until as many cases as wanted are there, or all.
 * @returns one page with all of them, whose counts are those of the newest answer
 */
export async function readCasePages(
  readPage: ReadPage,
  known: CasePage | undefined,
  wanted: number,
): Promise<CasePage> {
  let all = known ?? (await readPage(undefined))
  while (all.cases.length < wanted && all.next !== undefined) {
    const page = await readPage(all.next)
    // A case that was decided and opened again between two pages stands further down once more.
    const seen = new Set(all.cases.map(({ id }) => id))
    all = { ...page, cases: [...all.cases, ...page.cases.filter(({ id }) => !seen.has(id))] }
  }
  return all
}
