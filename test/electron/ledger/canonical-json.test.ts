import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, quote } from '../../../electron/ledger/canonical-json.ts'

/** The same value with the keys of every object in another order. */
function withReversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReversedKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, withReversedKeys(member)]),
  )
}

describe('canonicalJson', () => {
  const rows: readonly [unknown, string][] = [
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ a: { d: [3, 2, 1], c: null } }, '{"a":{"c":null,"d":[3,2,1]}}'],
    [{ a: undefined, b: true }, '{"b":true}'],
    [[], '[]'],
    [{}, '{}'],
    [-0, '0'],
    [1e21, '1e+21'],
    [0.1, '0.1'],
    // UTF-16 order, and not that of numbers or of a language.
    [{ 10: 'a', 9: 'b', é: 'c', Z: 'd', a: 'e' }, '{"10":"a","9":"b","Z":"d","a":"e","é":"c"}'],
    ['"\\\n\u2028 é 🙂', '"\\"\\\\\\n\u2028 é 🙂"'],
    ['\ud800', '"\\ud800"'],
  ]
  it.each(rows)('writes %j in its one way', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  it('is JSON that reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(canonicalJson(withReversedKeys(value))).toBe(canonicalJson(value))
      }),
    )
  })

  it('writes its own output again unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [10n], [() => 1], [[undefined]], [Symbol('a')]])(
    'refuses %s, which JSON cannot hold',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(
        expect.objectContaining({ code: 'invariant.broken' }) as Error,
      )
    },
  )

  it('refuses a value that holds itself', () => {
    const knot: Record<string, unknown> = {}
    knot['self'] = knot
    expect(() => canonicalJson(knot)).toThrow('nested too deeply')
  })
})

describe('quote', () => {
  it('writes any text as JSON does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
        (text) => {
          expect(quote(text)).toBe(JSON.stringify(text))
        },
      ),
    )
  })
})
