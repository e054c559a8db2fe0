import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catchUpProgress } from '../../../../shared/domain/verdict/catch-up-progress.ts'

const start = { fromNumber: 1_000, since: 50_000, headNumber: 2_000 }

describe('catchUpProgress', () => {
  it.each([
    ['nothing read', { readUpTo: 1_000, now: 60_000 }, { percent: 0 }],
    ['a quarter in ten seconds', { readUpTo: 1_250, now: 60_000 }, { percent: 25, secondsLeft: 30 }],
    ['all but one block', { readUpTo: 1_999, now: 150_000 }, { percent: 99, secondsLeft: 1 }],
    ['at the head', { readUpTo: 2_000, now: 150_000 }, { percent: 99, secondsLeft: 0 }],
    ['a clock that was set back', { readUpTo: 1_500, now: 40_000 }, { percent: 50 }],
    ['a chain that went back below the beginning', { readUpTo: 900, now: 60_000 }, { percent: 0 }],
  ])('tells %s', (_case, facts, expected) => {
    expect(catchUpProgress({ ...start, ...facts })).toEqual(expected)
  })

  it('stays between 0 and 99 and never estimates less than nothing', () => {
    const number = fc.integer({ min: 0, max: 1e9 })
    fc.assert(
      fc.property(number, number, number, number, number, (fromNumber, since, readUpTo, headNumber, now) => {
        const { percent, secondsLeft = 0 } = catchUpProgress({ fromNumber, since, readUpTo, headNumber, now })
        expect(percent).toBeGreaterThanOrEqual(0)
        expect(percent).toBeLessThanOrEqual(99)
        expect(secondsLeft).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
