import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sceneSettings } from '../../../fixtures/scene-terminal/scene-shop.ts'
import { neededQuotes, parseRate, rateText } from '../../../../renderer/src/screens/settings/rate-draft.ts'

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

describe('neededQuotes', () => {
  const view = { ...sceneSettings, environment: 'practice', fromFile: false } as const

  it('asks for no rate where every token is worth one of the shop currency', () => {
    expect(neededQuotes({ ...view, backend: undefined })).toEqual([])
  })

  it('asks once for each other currency that a switched-on token is worth', () => {
    const shop = { ...view.shop, currency: 'EUR' as const }
    expect(neededQuotes({ ...view, backend: undefined, shop })).toEqual(['USD'])
    const tokens = view.chains.tokens.map((token) => ({ ...token, enabled: false }))
    expect(neededQuotes({ ...view, backend: undefined, shop, chains: { ...view.chains, tokens } })).toEqual(
      [],
    )
  })
})
