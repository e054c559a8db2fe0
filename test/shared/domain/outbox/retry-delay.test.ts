import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delayMaxMs, retryDelayMs } from '../../../../shared/domain/outbox/retry-delay.ts'

describe('retryDelayMs', () => {
  it.each([
    // tries, random, milliseconds
    [1, 0, 250],
    [1, 0.5, 1_000],
    [1, 0.999_999, 2_000],
    [2, 0.5, 2_000],
    [3, 0.5, 4_000],
    [5, 0.5, 16_000],
    [9, 0.5, 256_000],
    [10, 0.5, 300_000],
    [10, 0.999_999_9, 600_000],
    [200, 0.5, 300_000],
    [1_000_000, 0.5, 300_000],
    [0, 0.5, 1_000],
  ])('after %i tries and a throw of %d waits %i ms', (attempts, random, expected) => {
    expect(retryDelayMs(attempts, random)).toBe(expected)
  })

  it('never waits less than a quarter of a second, nor longer than ten minutes', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, random) => {
          const delayMs = retryDelayMs(attempts, random)
          expect(delayMs).toBeGreaterThanOrEqual(250)
          expect(delayMs).toBeLessThanOrEqual(delayMaxMs)
          expect(Number.isInteger(delayMs)).toBe(true)
        },
      ),
    )
  })
})
