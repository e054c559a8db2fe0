import { describe, expect, it } from 'vitest'
import { dateRange } from '../../../../renderer/src/screens/sales/date-range.ts'

const noon = new Date(2026, 10, 21, 12, 0).getTime()
const at = (month: number, day: number): number => new Date(2026, month, day).getTime()

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
