import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBody, encodeBody, parseStoredAmount } from '../../../electron/ledger/entry-codec.ts'
import { makeSale } from './support/made-sale.ts'

const amount = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })
const leaf = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.maxSafeInteger(), fc.constant(null))
const body = fc.letrec<{ body: object }>((tie) => ({
  body: fc.record(
    {
      name: leaf,
      minor: amount,
      totalMinor: amount,
      numerator: amount,
      denominator: amount,
      blockSeconds: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 600 }),
      lines: fc.array(fc.oneof({ maxDepth: 3 }, leaf, tie('body')), { maxLength: 3 }),
      inner: fc.oneof({ maxDepth: 3 }, leaf, tie('body')),
    },
    { requiredKeys: [] },
  ),
})).body

const broken = expect.objectContaining({ code: 'invariant.broken' }) as Error
const corrupt = expect.objectContaining({ code: 'ledger.corrupt' }) as Error

describe('encodeBody', () => {
  it('gives text that decodes to the same body, amounts of any size included', () => {
    fc.assert(
      fc.property(body, (value) => {
        expect(decodeBody(encodeBody(value))).toEqual(value)
      }),
    )
  })

  it('keeps every body of a sale', () => {
    for (const entry of makeSale(1, { note: 'two spoons' }).story)
      expect(decodeBody(encodeBody(entry.body))).toEqual(entry.body)
  })

  it('writes amounts as decimal text and leaves absent members out', () => {
    expect(encodeBody({ totalMinor: -(10n ** 24n), note: undefined, quantity: 2 })).toBe(
      '{"quantity":2,"totalMinor":"-1000000000000000000000000"}',
    )
  })

  const refused: readonly [string, object][] = [
    ['an amount that is a number', { totalMinor: 1 }],
    ['an amount that is text', { minor: '1' }],
    ['an amount that is null', { minor: null }],
    ['an amount that is an object', { minor: { value: 1n } }],
    ['a list of amounts under an amount key', { minor: [1n] }],
    ['a bigint that is no amount', { quantity: 1n }],
    ['a bigint in a list', { parts: [1n] }],
    ['a fraction', { quantity: 1.5 }],
    ['a number beyond safe integers', { quantity: 2 ** 53 }],
    ['an endless number of seconds', { blockSeconds: Number.POSITIVE_INFINITY }],
    ['a function', { call: () => 1 }],
    ['a hole in a list', { parts: [undefined] }],
  ]
  it.each(refused)('refuses %s', (_, value) => {
    expect(() => encodeBody(value)).toThrow(broken)
  })
})

describe('decodeBody', () => {
  const refused: readonly [string, string][] = [
    ['text that is not JSON', '{'],
    ['a list', '"text"'],
    ['an amount that is a number', '{"minor":1}'],
    ['an amount with leading zeros', '{"minor":"007"}'],
    ['an amount with a fraction', '{"minor":"1.5"}'],
    ['an amount that is minus zero', '{"minor":"-0"}'],
    ['an amount of absurd length', `{"minor":"1${'0'.repeat(200)}"}`],
    ['a fraction', '{"quantity":1.5}'],
    ['a number that has lost digits', '{"quantity":9007199254740993}'],
  ]
  it.each(refused)('refuses %s', (_, text) => {
    expect(() => decodeBody(text)).toThrow(corrupt)
  })
})

describe('parseStoredAmount', () => {
  it('reads any integer back', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(parseStoredAmount(value.toString())).toBe(value)
      }),
    )
  })

  it.each(['', ' 1', '+1', '1e3', '0x1', '01'])('refuses %j', (text) => {
    expect(() => parseStoredAmount(text)).toThrow(corrupt)
  })
})
