import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  adjustmentOf,
  emptyEntry,
  entryOf,
  percentText,
  typeInto,
} from '../../../../renderer/src/screens/register/adjustment-entry.ts'

function type(kind: 'amount' | 'rate', keys: string) {
  return Array.from(keys).reduce(typeInto, emptyEntry(kind))
}

describe('typeInto', () => {
  const table: readonly (readonly [kind: 'amount' | 'rate', keys: string, expected: unknown])[] = [
    ['rate', '10', { kind: 'rate', bps: 1000 }],
    ['rate', '8.25', { kind: 'rate', bps: 825 }],
    ['rate', '8.257', { kind: 'rate', bps: 825 }],
    ['rate', '100', { kind: 'rate', bps: 10_000 }],
    ['rate', '101', { kind: 'rate', bps: 1000 }],
    ['rate', '.5', { kind: 'rate', bps: 500 }],
    ['rate', '0.5', { kind: 'rate', bps: 50 }],
    ['rate', '0', { kind: 'none' }],
    ['rate', '', { kind: 'none' }],
    ['amount', '250', { kind: 'amount', minor: 250n }],
    ['amount', '2.50', { kind: 'amount', minor: 250n }],
    ['amount', '0', { kind: 'none' }],
  ]
  it.each(table)('%s %j', (kind, keys, expected) => {
    expect(adjustmentOf(type(kind, keys))).toEqual(expected)
  })
})

describe('entryOf', () => {
  it('shows a discount again as it was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (bps) => {
        expect(adjustmentOf(entryOf({ kind: 'rate', bps }))).toEqual({ kind: 'rate', bps })
      }),
    )
  })
})

describe('percentText', () => {
  it.each([
    [1000, '10'],
    [825, '8.25'],
    [550, '5.5'],
    [5, '0.05'],
    [10_000, '100'],
  ])('writes %i hundredths of a percent as %s', (bps, text) => {
    expect(percentText(bps)).toBe(text)
  })
})
