import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal, isSameDecimal, parseDecimal } from '../../../../electron/backends/paxos/decimal.ts'

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

describe('isSameDecimal', () => {
  it.each([
    ['1', '1.000', true],
    ['.5', '0.50', true],
    ['0', '0.00', true],
    ['007', '7', true],
    ['10', '1', false],
    ['1', '1.000000000000000001', false],
    ['0.1', '0.01', false],
    ['', '', false],
    ['x', 'x', false],
    ['.', '0', false],
  ] as const)('%j and %j: %s', (left, right, isSame) => expect(isSameDecimal(left, right)).toBe(isSame))

  it('goes by the amount alone, whatever the zeros', () => {
    const zeros = fc.integer({ min: 0, max: 5 }).map((count) => '0'.repeat(count))
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 24n),
        fc.bigInt(0n, 10n ** 24n),
        zeros,
        zeros,
        (left, right, head, tail) => {
          const written = `${head}${formatDecimal(left, 6)}`
          const padded = written.includes('.') ? `${written}${tail}` : written
          expect(isSameDecimal(padded, formatDecimal(right, 6))).toBe(left === right)
          expect(isSameDecimal(padded, formatDecimal(left, 6))).toBe(true)
        },
      ),
    )
  })
})
