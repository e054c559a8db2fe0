import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, toDecimalText } from '../../../../shared/domain/money/format-money.ts'

describe('toDecimalText', () => {
  it.each([
    [0n, 2, '0.00'],
    [5n, 2, '0.05'],
    [123_450n, 2, '1234.50'],
    [-5n, 2, '-0.05'],
    [-123_450n, 2, '-1234.50'],
    [500n, 0, '500'],
    [0n, 0, '0'],
    [1n, 18, '0.000000000000000001'],
    [2n ** 256n - 1n, 6, `${(2n ** 256n - 1n) / 1_000_000n}.639935`],
  ])('%d at %d decimals is %s', (minor, scale, text) => {
    expect(toDecimalText(minor, scale)).toBe(text)
  })

  it('keeps every digit: without the point and the sign it is the minor amount', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(30), (minor, scale) => {
        const text = toDecimalText(minor, scale)
        expect(BigInt(text.replace('.', ''))).toBe(minor)
        expect(text.split('.')[1]?.length ?? 0).toBe(scale)
      }),
    )
  })
})

describe('formatMoney', () => {
  const usd = { currency: 'USD', scale: 2 } as const
  const eur = { currency: 'EUR', scale: 2 } as const
  const chf = { currency: 'CHF', scale: 2 } as const
  const brl = { currency: 'BRL', scale: 2 } as const
  const jpy = { currency: 'JPY', scale: 0 } as const
  const usdc = { currency: 'USDC.base', scale: 6 } as const
  const usdp = { currency: 'USDP.ethereum', scale: 18 } as const
  const point = { currency: 'POINT.base', scale: 0 } as const

  it.each([
    [123_450n, usd, '$1,234.50'],
    [-123_450n, usd, '-$1,234.50'],
    [5n, usd, '$0.05'],
    [100_000_000n, eur, '€1,000,000.00'],
    [1_250n, chf, 'CHF 12.50'],
    [1_250n, brl, 'R$12.50'],
    [1_234n, jpy, '¥1,234'],
    [12_500_000n, usdc, '12.50 USDC'],
    [12_345_678n, usdc, '12.345678 USDC'],
    [12_340_000n, usdc, '12.34 USDC'],
    [1n, usdc, '0.000001 USDC'],
    [-1_000_000n, usdc, '-1.00 USDC'],
    [1_234_567_000_000n, usdc, '1,234,567.00 USDC'],
    [10n ** 18n, usdp, '1.00 USDP'],
    [10n ** 18n + 1n, usdp, '1.000000000000000001 USDP'],
    [7n, point, '7 POINT'],
  ])('%d of %o reads %s', (minor, unit, text) => {
    expect(formatMoney(minor, unit)).toBe(text)
  })

  it('never hides a unit: two different amounts never read alike', () => {
    const amount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    fc.assert(
      fc.property(amount, amount, fc.constantFrom(usd, jpy, usdc, usdp), (left, right, unit) => {
        fc.pre(left !== right)
        expect(formatMoney(left, unit)).not.toBe(formatMoney(right, unit))
      }),
    )
  })
})
