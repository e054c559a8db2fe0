import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundDown, roundHalfUp, roundUp } from '../../../../shared/domain/money/divide.ts'

const numerator = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
const denominator = fc.bigInt({ min: 1n, max: 10n ** 20n })

describe('roundDown, roundUp, roundHalfUp', () => {
  it.each([
    [7n, 2n, 3n, 4n, 4n],
    [-7n, 2n, -4n, -3n, -4n],
    [5n, 4n, 1n, 2n, 1n],
    [7n, 4n, 1n, 2n, 2n],
    [-5n, 4n, -2n, -1n, -1n],
    [6n, 3n, 2n, 2n, 2n],
    [-6n, 3n, -2n, -2n, -2n],
    [0n, 9n, 0n, 0n, 0n],
    [1n, 3n, 0n, 1n, 0n],
    [1n, 2n, 0n, 1n, 1n],
    [-1n, 2n, -1n, 0n, -1n],
  ])('%d / %d is %d down, %d up, %d to the nearest', (top, bottom, down, up, nearest) => {
    expect([roundDown(top, bottom), roundUp(top, bottom), roundHalfUp(top, bottom)]).toEqual([
      down,
      up,
      nearest,
    ])
  })

  it('enclose the exact quotient, one unit apart at most', () => {
    fc.assert(
      fc.property(numerator, denominator, (top, bottom) => {
        const down = roundDown(top, bottom)
        const up = roundUp(top, bottom)
        expect(down * bottom <= top && top <= up * bottom).toBe(true)
        expect(up - down).toBe(top % bottom === 0n ? 0n : 1n)
      }),
    )
  })

  it('are never more than half a unit off when rounding to the nearest', () => {
    fc.assert(
      fc.property(numerator, denominator, (top, bottom) => {
        const doubled = 2n * (roundHalfUp(top, bottom) * bottom - top)
        expect(doubled >= -bottom && doubled <= bottom).toBe(true)
      }),
    )
  })

  it('treat an amount and its refund alike when rounding to the nearest', () => {
    fc.assert(
      fc.property(numerator, denominator, (top, bottom) => {
        expect(roundHalfUp(-top, bottom)).toBe(-roundHalfUp(top, bottom))
      }),
    )
  })

  it.each([0n, -1n])('stop on a denominator of %d', (bottom) => {
    for (const round of [roundDown, roundUp, roundHalfUp])
      expect(() => round(1n, bottom)).toThrowError('The denominator must be positive')
  })
})
