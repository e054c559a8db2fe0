import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMs, parseRetryAfter } from '../../../../electron/chains/evm/backoff.ts'

const limits = { backoffFirstMs: 500, backoffMaxMs: 60_000 }

describe('backoffMs', () => {
  it.each([
    [1, 250, 500],
    [2, 500, 1_000],
    [5, 4_000, 8_000],
    [100, 30_000, 60_000],
  ])('after %d failures lies between %d and %d ms', (failures, low, high) => {
    expect(backoffMs(failures, limits, 0)).toBe(low)
    expect(backoffMs(failures, limits, 0.999_999)).toBe(high)
  })

  it('never shrinks with more failures and never passes its limit', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
        expect(backoffMs(failures + 1, limits, random)).toBeGreaterThanOrEqual(
          backoffMs(failures, limits, random),
        )
        expect(backoffMs(failures, limits, random)).toBeLessThanOrEqual(60_000)
      }),
    )
  })
})

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 0, 1)
  it.each([
    ['seconds', '30', 30_000],
    ['a date', 'Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['a date that has passed', 'Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['more than is granted', '86400', 600_000],
    ['something else', 'soon', undefined],
    ['nothing', null, undefined],
    ['a negative number', '-5', undefined],
  ])('reads %s', (_name, header, expected) => {
    expect(parseRetryAfter(header, now, 600_000)).toBe(expected)
  })
})
