import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  entryMinor,
  entryPrice,
  eraseDigit,
  typeDigits,
} from '../../../../renderer/src/screens/register/keypad-entry.ts'

const keys = fc.array(fc.constantFrom('0', '1', '5', '9', '00'), { maxLength: 30 })

describe('typeDigits', () => {
  it('reads digits as minor units: 1 2 5 0 is 12.50', () => {
    expect(entryMinor(['1', '2', '5', '0'].reduce(typeDigits, ''))).toBe(1250n)
  })

  it('takes two zeros with one key, and none at the start', () => {
    expect(entryMinor(['00', '7', '00'].reduce(typeDigits, ''))).toBe(700n)
    expect(typeDigits('', '00')).toBe('')
  })

  it('always holds an amount, whatever is typed', () => {
    fc.assert(
      fc.property(keys, (typed) => {
        const entry = typed.reduce(typeDigits, '')
        expect(entry).toMatch(/^([1-9]\d{0,9})?$/)
        expect(entryMinor(entry) >= 0n).toBe(true)
      }),
    )
  })

  it('gives the amount before back when a digit is erased', () => {
    fc.assert(
      fc.property(keys, fc.constantFrom('1', '9'), (typed, digit) => {
        const entry = typed.reduce(typeDigits, '').slice(0, 9)
        expect(eraseDigit(typeDigits(entry, digit))).toBe(entry)
      }),
    )
  })
})

describe('entryPrice', () => {
  const table = [
    ['', 'sale.amountZero'],
    ['1', 1n],
    ['100000000', 100_000_000n],
    ['100000001', 'sale.amountTooLarge'],
    ['9999999999', 'sale.amountTooLarge'],
  ] as const
  it.each(table)('answers %j with %s', (entry, expected) => {
    const price = entryPrice(entry)
    expect(price.ok ? price.minor : price.code).toBe(expected)
  })
})
