import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../../../shared/domain/money/allocate.ts'
import { sumMinor } from '../../../../shared/domain/money/money.ts'

const amount = fc.bigInt({ min: 0n, max: 10n ** 30n })
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n }), { minLength: 1, maxLength: 30 })

describe('allocate', () => {
  it.each([
    ['three guests split a bill of ten', 1_000n, [1n, 1n, 1n], [334n, 333n, 333n]],
    ['the largest remainder takes the cent, wherever it stands', 100n, [1n, 1n, 4n], [17n, 17n, 66n]],
    ['equal remainders go to earlier parts', 5n, [1n, 1n, 1n, 1n], [2n, 1n, 1n, 1n]],
    ['a part without weight gets nothing', 7n, [0n, 1n, 1n], [0n, 4n, 3n]],
    ['without any weight the whole goes to the first', 7n, [0n, 0n, 0n], [7n, 0n, 0n]],
    ['nothing is split into nothing', 0n, [3n, 5n], [0n, 0n]],
    ['one part takes all', 999n, [3n], [999n]],
    ['a single cent goes to one of many', 1n, [5n, 5n, 5n], [1n, 0n, 0n]],
  ])('%s', (_, total, parts, expected) => {
    expect(allocate(total, parts)).toEqual(expected)
  })

  it('sums to the whole, whatever the weights', () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        expect(sumMinor(allocate(total, parts))).toBe(total)
      }),
    )
  })

  it('keeps every part within one unit of its exact share, and never below zero', () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const whole = sumMinor(parts)
        fc.pre(whole > 0n)
        allocate(total, parts).forEach((part, index) => {
          const exactTimesWhole = total * (parts[index] ?? 0n)
          const difference = part * whole - exactTimesWhole
          expect(difference > -whole && difference < whole).toBe(true)
          expect(part).toBeGreaterThanOrEqual(0n)
        })
      }),
    )
  })

  it('gives no part more than its weight when the total is at most the sum of the weights', () => {
    fc.assert(
      fc.property(weights, fc.nat(10_000), (parts, bps) => {
        const total = (sumMinor(parts) * BigInt(bps)) / 10_000n
        allocate(total, parts).forEach((part, index) => {
          if (sumMinor(parts) > 0n) expect(part).toBeLessThanOrEqual(parts[index] ?? 0n)
        })
      }),
    )
  })

  it('changes with the order of the parts by at most one unit each', () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        fc.pre(sumMinor(parts) > 0n)
        const backwards = allocate(total, parts.toReversed()).toReversed()
        allocate(total, parts).forEach((part, index) => {
          const difference = part - (backwards[index] ?? 0n)
          expect(difference >= -1n && difference <= 1n).toBe(true)
        })
      }),
    )
  })

  it.each([
    ['a negative total', -1n, [1n]],
    ['a negative weight', 1n, [2n, -1n]],
    ['no parts', 1n, []],
  ])('stops on %s', (_, total, parts) => {
    expect(() => allocate(total, parts)).toThrowError(expect.objectContaining({ code: 'invariant.broken' }))
  })
})
