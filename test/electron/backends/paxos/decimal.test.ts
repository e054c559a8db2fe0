import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal, parseDecimal } from '../../../../electron/backends/paxos/decimal.ts'

describe('parseDecimal', () => {
  it.each([
    ['12.5', 6, 12_500_000n],
    ['0', 2, 0n],
    ['0.00', 2, 0n],
    ['12.5000', 2, 1_250n],
    ['1', 0, 1n],
    ['.5', 2, 50n],
    ['0007.50', 2, 750n],
    ['.0', 0, 0n],
    ['1.0', 0, 1n],
    ['0.000000000000000001', 18, 1n],
  ] as const)('reads %s with %i decimals', (text, scale, minor) => {
    expect(parseDecimal(text, scale)).toEqual({ ok: true, minor })
  })

  it.each([
    ['12.505', 'money.tooPrecise'],
    ['', 'money.malformed'],
    ['-1', 'money.malformed'],
    ['1e3', 'money.malformed'],
    ['1,000.00', 'money.malformed'],
    ['.', 'money.malformed'],
    ['1.', 'money.malformed'],
    ['NaN', 'money.malformed'],
    [' 1', 'money.malformed'],
  ])('refuses %j', (text, code) => expect(parseDecimal(text, 2)).toMatchObject({ ok: false, code }))

  it('reads what it writes, whatever the amount and the unit', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 30n), fc.integer({ min: 0, max: 18 }), (minor, scale) => {
        expect(parseDecimal(formatDecimal(minor, scale), scale)).toEqual({ ok: true, minor })
      }),
    )
  })
})
