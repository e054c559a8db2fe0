import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { parity, toTokenMinor, type Rate } from '../../../../shared/domain/money/rate.ts'

const usdc = { currency: 'USDC.base', scale: 6 } as const
const usdp = { currency: 'USDP.ethereum', scale: 18 } as const
const whole = { currency: 'POINT.base', scale: 0 } as const
const eurToUsd: Rate = {
  base: 'EUR',
  quote: 'USD',
  numerator: 10_850n,
  denominator: 10_000n,
  source: 'manager',
  quotedAt: 0,
}

describe('toTokenMinor', () => {
  it.each([
    ['a dollar is a dollar of six decimals', 1_234n, 'USD', usdc, parity('USD'), 12_340_000n],
    ['a dollar is a dollar of eighteen', 1_234n, 'USD', usdp, parity('USD'), 1_234n * 10n ** 16n],
    ['yen have no cents', 500n, 'JPY', usdc, parity('JPY'), 500_000_000n],
    ['euros are asked for in dollars', 1_000n, 'EUR', usdc, eurToUsd, 10_850_000n],
    ['a part of a token unit is asked for whole', 101n, 'USD', whole, parity('USD'), 2n],
    ['nothing is nothing', 0n, 'USD', usdc, parity('USD'), 0n],
  ] as const)('%s', (_, amountMinor, from, token, rate, expected) => {
    expect(toTokenMinor(amountMinor, fiatUnit(from), token, rate)).toBe(expected)
  })

  it('never leaves the shop short, and never asks for a whole unit too much', () => {
    const ratio = fc.bigInt({ min: 1n, max: 10n ** 9n })
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        ratio,
        ratio,
        fc.nat(18),
        (minor, top, bottom, scale) => {
          const rate = { ...eurToUsd, numerator: top, denominator: bottom }
          const asked = toTokenMinor(minor, fiatUnit('EUR'), { currency: 'T.c', scale }, rate)
          const worth = minor * top * 10n ** BigInt(scale)
          const unit = bottom * 100n
          expect(asked * unit >= worth && (asked - 1n) * unit < worth).toBe(true)
        },
      ),
    )
  })

  it.each([
    ['a rate of another currency', { ...eurToUsd, base: 'GBP' }],
    ['a rate of zero, which makes the goods free', { ...eurToUsd, numerator: 0n }],
    ['a negative rate', { ...eurToUsd, numerator: -1n }],
    ['a rate over nothing', { ...eurToUsd, denominator: 0n }],
  ] as const)('stops on %s', (_, rate) => {
    expect(() => toTokenMinor(1n, fiatUnit('EUR'), usdc, rate)).toThrowError(
      expect.objectContaining({ code: 'invariant.broken' }),
    )
  })
})
