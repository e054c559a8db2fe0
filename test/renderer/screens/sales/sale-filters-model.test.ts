import { describe, expect, it } from 'vitest'
import {
  countFilters,
  isUnfiltered,
  noFilters,
  toggle,
  toSaleFilters,
} from '../../../../renderer/src/screens/sales/sale-filters-model.ts'
import { saleFilters } from '../../../../shared/contract/sales.ts'

const noon = new Date(2026, 10, 21, 12, 0).getTime()
const at = (month: number, day: number): number => new Date(2026, month, day).getTime()

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
