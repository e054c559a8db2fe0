import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatPercent,
  parsePercent,
  percentText,
} from '../../../../renderer/src/screens/settings/percent.ts'

describe('parsePercent', () => {
  it.each([
    ['8.25', 825],
    ['19', 1_900],
    ['19 %', 1_900],
    ['0,5', 50],
    ['100', 10_000],
    ['0', 0],
  ])('reads %s as %i hundredths', (text, bps) => {
    expect(parsePercent(text)).toBe(bps)
  })

  it.each(['', 'abc', '-1', '8.255', '100.01', '1e2', '.5'])('refuses %s', (text) => {
    expect(parsePercent(text)).toBeUndefined()
  })

  it('reads back whatever it shows', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (bps) => {
        expect(parsePercent(percentText(bps))).toBe(bps)
        expect(parsePercent(formatPercent(bps))).toBe(bps)
      }),
    )
  })
})
