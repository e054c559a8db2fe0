import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRate, rateText } from '../../../../renderer/src/screens/settings/rate-draft.ts'

describe('parseRate', () => {
  it.each([
    ['1.0825', 10_825n, 10_000n],
    ['150', 150n, 1n],
    ['0,92', 92n, 100n],
  ])('reads %s exactly', (text, numerator, denominator) => {
    expect(parseRate(text)).toEqual({ numerator, denominator })
  })

  it.each(['', '0', '0.00', '-1', 'x', '1.123456789'])('refuses %s', (text) => {
    expect(parseRate(text)).toBeUndefined()
  })

  it('reads back whatever it shows', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), (numerator) => {
        const text = rateText({
          base: 'EUR',
          quote: 'USD',
          numerator,
          denominator: 10n ** 6n,
          source: '',
          quotedAt: 0,
        })
        const back = parseRate(text)
        expect(back && back.numerator * 10n ** 6n).toBe(back && numerator * back.denominator)
        expect(back).toBeDefined()
      }),
    )
  })
})
