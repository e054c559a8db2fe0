import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateRange } from '../../../../renderer/src/screens/sales/date-range.ts'
import { mergeSales } from '../../../../renderer/src/screens/sales/merge-sales.ts'
import {
  countFilters,
  isUnfiltered,
  noFilters,
  toggle,
  toSaleFilters,
} from '../../../../renderer/src/screens/sales/sale-filters-model.ts'
import { formatSaleNumber } from '../../../../renderer/src/screens/sales/sale-number.ts'
import { saleStateOf, saleToneOf } from '../../../../renderer/src/screens/sales/sale-state.ts'
import { saleFilters } from '../../../../shared/contract/sales.ts'
import { invoiceStatus, type SaleSummary } from '../../../../shared/contract/sale-views.ts'

const noon = new Date(2026, 10, 21, 12, 0).getTime()
const at = (month: number, day: number): number => new Date(2026, month, day).getTime()

function row(number: number, seq: number, more: Partial<SaleSummary> = {}): SaleSummary {
  return {
    saleId: `sale-${number}`,
    number,
    openedAt: 1,
    staffName: 'Ana',
    currency: 'USD',
    totalMinor: 100n,
    itemsText: '',
    status: 'open',
    exception: 'none',
    answer: 'notPaid',
    seq,
    ...more,
  }
}

describe('dateRange', () => {
  it.each([
    ['today', { from: at(10, 21) }],
    ['yesterday', { from: at(10, 20), to: at(10, 21) }],
    ['last7Days', { from: at(10, 15) }],
    ['thisMonth', { from: at(10, 1) }],
    ['lastMonth', { from: at(9, 1), to: at(10, 1) }],
  ] as const)('%s runs from midnight to midnight', (preset, expected) => {
    expect(dateRange(preset, noon)).toEqual(expected)
  })

  it('is unbounded for any day', () => {
    expect(dateRange('any', noon)).toEqual({})
  })
})

describe('toSaleFilters', () => {
  it('asks for everything when nothing is narrowed', () => {
    expect(toSaleFilters(noFilters, noon)).toEqual({})
    expect(isUnfiltered(noFilters)).toBe(true)
  })

  it('passes on what is narrowed, in the words of the contract', () => {
    const filters = toSaleFilters(
      {
        search: '  coffee ',
        states: ['waiting', 'cancelled'],
        exceptions: ['underpaid'],
        date: 'yesterday',
        token: 'USDC.fast',
      },
      noon,
    )
    expect(filters).toEqual({
      search: 'coffee',
      status: ['open', 'void'],
      exception: ['underpaid'],
      paidWith: 'USDC.fast',
      from: at(10, 20),
      to: at(10, 21),
    })
    expect(saleFilters.parse(filters)).toEqual(filters)
  })

  it('never asks for more than the contract takes', () => {
    const filters = toSaleFilters({ ...noFilters, search: 'x'.repeat(500) }, noon)
    expect(saleFilters.safeParse(filters).success).toBe(true)
  })
})

describe('countFilters', () => {
  it('counts what is set beside the search', () => {
    expect(countFilters({ ...noFilters, search: 'a' })).toBe(0)
    expect(
      countFilters({ search: '', states: ['paid'], exceptions: ['overpaid'], date: 'today', token: 'x' }),
    ).toBe(4)
  })
})

describe('toggle', () => {
  it('sets what is clear and clears what is set', () => {
    expect(toggle(['a'], 'b')).toEqual(['a', 'b'])
    expect(toggle(['a', 'b'], 'a')).toEqual(['b'])
  })
})

describe('mergeSales', () => {
  it('keeps newest first and the newer view of each sale', () => {
    const merged = mergeSales([row(2, 5), row(1, 2)], [row(3, 9), row(2, 8, { status: 'confirmed' })])
    expect(merged.map((sale) => [sale.number, sale.status])).toEqual([
      [3, 'open'],
      [2, 'confirmed'],
      [1, 'open'],
    ])
  })

  it('is not set back by a page that was read before the feed', () => {
    const [sale] = mergeSales([row(1, 9, { status: 'confirmed' })], [row(1, 3)])
    expect(sale?.status).toBe('confirmed')
  })

  it('gives the same list in whatever order the views arrive', () => {
    const views = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 })))
    fc.assert(
      fc.property(views, views, (first, second) => {
        const left = first.map(([number, seq]) => row(number, seq))
        const right = second.map(([number, seq]) => row(number, seq))
        expect(mergeSales(mergeSales([], left), right)).toEqual(mergeSales(mergeSales([], right), left))
      }),
    )
  })
})

describe('saleStateOf', () => {
  it.each(invoiceStatus.options)('has a word and a look for %s', (status) => {
    expect(saleToneOf(saleStateOf({ status, answer: 'notPaid' }))).toEqual(expect.any(String))
  })

  it('says that it cannot tell before anything else', () => {
    expect(saleStateOf({ status: 'open', answer: 'cannotTell' })).toBe('cannotTell')
  })
})

describe('formatSaleNumber', () => {
  it('counts with six digits, and more when they are needed', () => {
    expect([12, 1_234_567].map(formatSaleNumber)).toEqual(['S-000012', 'S-1234567'])
  })
})
