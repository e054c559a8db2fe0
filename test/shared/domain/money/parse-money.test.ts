import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDecimalText } from '../../../../shared/domain/money/format-money.ts'
import { amountTextMax, parseMoney } from '../../../../shared/domain/money/parse-money.ts'

const usd = { currency: 'USD', scale: 2 } as const
const jpy = { currency: 'JPY', scale: 0 } as const
const usdp = { currency: 'USDP.ethereum', scale: 18 } as const

describe('parseMoney', () => {
  it.each([
    ['12.34', usd, 1_234n],
    ['12.3', usd, 1_230n],
    ['12', usd, 1_200n],
    ['0', usd, 0n],
    ['0.00', usd, 0n],
    ['000.10', usd, 10n],
    [' 7.50 ', usd, 750n],
    ['500', jpy, 500n],
    ['0.000000000000000001', usdp, 1n],
    ['1', usdp, 10n ** 18n],
  ])('reads %j in %o as %d', (text, unit, minor) => {
    expect(parseMoney(text, unit)).toEqual({ ok: true, money: { currency: unit.currency, minor } })
  })

  it.each([
    ['', usd, 'money.malformed'],
    ['.', usd, 'money.malformed'],
    ['.5', usd, 'money.malformed'],
    ['5.', usd, 'money.malformed'],
    ['1.2.3', usd, 'money.malformed'],
    ['1,000', usd, 'money.malformed'],
    ['1 000', usd, 'money.malformed'],
    ['+1', usd, 'money.malformed'],
    ['1e3', usd, 'money.malformed'],
    ['0x10', usd, 'money.malformed'],
    ['NaN', usd, 'money.malformed'],
    ['Infinity', usd, 'money.malformed'],
    ['١٢', usd, 'money.malformed'],
    ['12.34\n5', usd, 'money.malformed'],
    ['-1', usd, 'money.negative'],
    ['-0', usd, 'money.negative'],
    ['1.005', usd, 'money.tooPrecise'],
    ['1.100', usd, 'money.tooPrecise'],
    ['1.0', jpy, 'money.tooPrecise'],
    ['0.0000000000000000001', usdp, 'money.tooPrecise'],
    ['9'.repeat(amountTextMax + 1), usd, 'money.malformed'],
  ])('refuses %j in %o: %s', (text, unit, code) => {
    expect(parseMoney(text, unit)).toMatchObject({ ok: false, code })
  })

  it('never keeps more of a refused text than an amount can be long', () => {
    const refused = parseMoney(`-${'1'.repeat(1_000_000)}`, usd)
    expect(refused).toMatchObject({ ok: false, details: { text: `-${'1'.repeat(amountTextMax - 1)}` } })
  })

  it('reads back what toDecimalText wrote, to the unit, at every scale', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(18), (minor, scale) => {
        const unit = { currency: 'USDC.base', scale } as const
        expect(parseMoney(toDecimalText(minor, scale), unit)).toEqual({
          ok: true,
          money: { currency: 'USDC.base', minor },
        })
      }),
    )
  })

  it('answers every text at all, and only with an amount of zero or more', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseMoney(text, usd)
        if (parsed.ok) expect(parsed.money.minor).toBeGreaterThanOrEqual(0n)
        else expect(parsed.code).toMatch(/^money\./)
      }),
    )
  })
})
