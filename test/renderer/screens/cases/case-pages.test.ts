import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCasePages, type CasePage } from '../../../../renderer/src/screens/cases/case-pages.ts'

type Row = CasePage['cases'][number]

const row = (number: number): Row => ({
  id: `case_${number}`,
  kind: 'overpaid',
  status: 'open',
  saleId: `sale_${number}`,
  saleNumber: number,
  openedAt: number,
  aboutText: '1 USDC on Base',
  seq: number,
})

/** A terminal with so many cases that hands over a few at a time; it counts how often it was asked. */
function terminalWith(count: number, limit: number) {
  const asked: (number | undefined)[] = []
  const readPage = (after = 0): Promise<CasePage> => {
    asked.push(after)
    const cases = Array.from({ length: Math.min(limit, count - after) }, (_, index) => row(after + index + 1))
    const end = after + cases.length
    return Promise.resolve({
      cases,
      total: count,
      open: count,
      resolved: 0,
      ...(end < count ? { next: end } : {}),
    })
  }
  return { readPage, asked }
}

const numbersOf = (page: CasePage) => page.cases.map(({ saleNumber }) => saleNumber)

describe('readCasePages', () => {
  it('reads on from what is known, and asks for no page twice', async () => {
    const { readPage, asked } = terminalWith(250, 100)
    const first = await readCasePages(readPage, undefined, 100)
    const more = await readCasePages(readPage, first, 200)
    const all = await readCasePages(readPage, more, 300)
    expect(numbersOf(all)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1))
    expect(all.next).toBeUndefined()
    expect(asked).toEqual([0, 100, 200])
  })

  it('reads a list of any length whole, each case once, whatever the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 9 }), async (count, limit) => {
        const all = await readCasePages(terminalWith(count, limit).readPage, undefined, count)
        expect(numbersOf(all)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
      }),
    )
  })

  it('shows a case once that was opened again between two pages', async () => {
    const pages: Record<number, CasePage> = {
      0: { cases: [row(1), row(2)], next: 2, total: 4, open: 4, resolved: 0 },
      2: { cases: [row(3), row(1)], total: 4, open: 4, resolved: 0 },
    }
    const all = await readCasePages(
      (after = 0) => Promise.resolve(pages[after] ?? { cases: [], total: 0, open: 0, resolved: 0 }),
      undefined,
      9,
    )
    expect(numbersOf(all)).toEqual([1, 2, 3])
  })
})
