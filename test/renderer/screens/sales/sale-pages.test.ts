import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appendPage,
  replaceHead,
  withNewerViews,
  type SalePage,
  type SalePages,
} from '../../../../renderer/src/screens/sales/sale-pages.ts'
import { saleFixture } from './sale-summary-fixture.ts'

const limit = 3
const page = (numbers: readonly number[], total = 9): SalePage => ({
  sales: numbers.map((number) => saleFixture(number)),
  total,
})
const numbersOf = (pages: SalePages): readonly number[] => pages.sales.map((sale) => sale.number)

describe('replaceHead', () => {
  it('begins a list, and knows when one page is all of it', () => {
    expect(replaceHead(undefined, page([9, 8, 7]), limit)).toMatchObject({ isEnd: false, total: 9 })
    expect(replaceHead(undefined, page([2, 1], 2), limit)).toMatchObject({ isEnd: true, total: 2 })
  })

  it('puts new sales on top and keeps what was read further down', () => {
    const before = appendPage(replaceHead(undefined, page([9, 8, 7]), limit), page([6, 5, 4]), limit)
    expect(numbersOf(replaceHead(before, page([10, 9, 8], 10), limit))).toEqual([10, 9, 8, 7, 6, 5, 4])
  })

  it('drops a sale that no longer matches', () => {
    const before = replaceHead(undefined, page([9, 8, 7]), limit)
    expect(numbersOf(replaceHead(before, page([9, 7, 6]), limit))).toEqual([9, 7, 6])
  })

  it('is empty when nothing matches any more', () => {
    const before = replaceHead(undefined, page([9, 8, 7]), limit)
    expect(replaceHead(before, page([], 0), limit)).toEqual({ sales: [], total: 0, isEnd: true })
  })
})

describe('appendPage', () => {
  it('never shows a sale twice', () => {
    const before = replaceHead(undefined, page([9, 8, 7]), limit)
    expect(numbersOf(appendPage(before, page([8, 7, 6]), limit))).toEqual([9, 8, 7, 6])
  })

  it('reads a list of any length whole, newest first, each sale once', () => {
    fc.assert(
      fc.property(fc.nat(40), (count) => {
        const all = Array.from({ length: count }, (_, index) => count - index)
        const pageBefore = (before: number): SalePage =>
          page(all.filter((number) => number < before).slice(0, limit), count)
        let pages = replaceHead(undefined, pageBefore(Number.POSITIVE_INFINITY), limit)
        while (!pages.isEnd) pages = appendPage(pages, pageBefore(pages.sales.at(-1)?.number ?? 0), limit)
        expect(numbersOf(pages)).toEqual(all)
      }),
    )
  })
})

describe('withNewerViews', () => {
  it('shows what the feed has told since the page was read, and never an older view', () => {
    const shown = withNewerViews(
      [saleFixture(2, { seq: 5 }), saleFixture(1, { seq: 9, status: 'confirmed' })],
      [saleFixture(2, { seq: 8, status: 'detected' }), saleFixture(1, { seq: 3 })],
    )
    expect(shown.map((sale) => sale.status)).toEqual(['detected', 'confirmed'])
  })
})
