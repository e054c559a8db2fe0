import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../../renderer/src/host/backoff.ts'

describe('backoffMs', () => {
  it('doubles from attempt to attempt and stops growing at eight seconds', () => {
    const longest = [0, 1, 2, 3, 4, 5, 20].map((attempt) => backoffMs(attempt, 1))
    expect(longest).toEqual([400, 800, 1_600, 3_200, 6_400, 8_000, 8_000])
  })

  it('spreads many screens over the second half of the step', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const step = backoffMs(attempt, 1)
        const wait = backoffMs(attempt, random)
        expect(wait).toBeGreaterThanOrEqual(Math.floor(step / 2))
        expect(wait).toBeLessThanOrEqual(step)
      }),
    )
  })
})
