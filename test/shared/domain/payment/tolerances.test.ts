import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCovered, isExceeded } from '../../../../shared/domain/payment/coverage.ts'
import {
  isCoveredWithin,
  isExceededBeyond,
  noTolerances,
} from '../../../../shared/domain/payment/tolerances.ts'

const coverage = fc.record({
  numerator: fc.bigInt({ min: 0n, max: 10n ** 24n }),
  denominator: fc.bigInt({ min: 1n, max: 10n ** 24n }),
})
const amount = fc.bigInt({ min: 1n, max: 10n ** 9n })

describe('isCoveredWithin', () => {
  it.each([
    ['all of it', 10_000_000n, 0n, 1_000n, true],
    ['a cent short, and nothing is forgiven', 9_990_000n, 0n, 1_000n, false],
    ['a cent short, and a cent is forgiven', 9_990_000n, 1n, 1_000n, true],
    ['a unit more than a cent short', 9_989_999n, 1n, 1_000n, false],
    ['nothing, and all of it would be forgiven', 0n, 1_000n, 1_000n, false],
    ['nothing of a sale cheaper than the tolerance', 0n, 50n, 10n, false],
    ['half of a sale cheaper than the tolerance', 5_000_000n, 50n, 10n, false],
  ] as const)('%s', (_, paid, underMinor, amountMinor, expected) => {
    const part = { numerator: paid, denominator: 10_000_000n }
    expect(isCoveredWithin(part, amountMinor, { underMinor, overMinor: 0n })).toBe(expected)
  })

  it('is plain coverage where nothing is forgiven, and never pays a sale with nothing', () => {
    fc.assert(
      fc.property(coverage, amount, fc.bigInt({ min: 0n, max: 10_000n }), (part, due, underMinor) => {
        expect(isCoveredWithin(part, due, noTolerances)).toBe(isCovered(part))
        const nothing = { numerator: 0n, denominator: part.denominator }
        expect(isCoveredWithin(nothing, due, { underMinor, overMinor: 0n })).toBe(false)
      }),
    )
  })
})

describe('isExceededBeyond', () => {
  it('is plain excess where nothing is kept, and never more than that', () => {
    fc.assert(
      fc.property(coverage, amount, fc.bigInt({ min: 0n, max: 10_000n }), (part, due, overMinor) => {
        expect(isExceededBeyond(part, due, noTolerances)).toBe(isExceeded(part))
        if (isExceededBeyond(part, due, { underMinor: 0n, overMinor })) expect(isExceeded(part)).toBe(true)
      }),
    )
  })
})
