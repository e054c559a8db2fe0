import { describe, expect, it } from 'vitest'
import { parseEip681 } from '../../../../shared/domain/invoice/eip681.ts'
import { makeOffers, type OfferTerms } from '../../../../shared/domain/invoice/make-offers.ts'
import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import type { Chain } from '../../../../shared/domain/tokens/chain.ts'
import { tokenCurrency, type Token } from '../../../../shared/domain/tokens/token.ts'
import { addressOf } from '../verdict/scene.ts'

function chainOf(key: string, chainId: number, blockSeconds: number): Chain {
  return {
    key,
    chainId,
    name: key,
    blockSeconds,
    endpoints: ['http://127.0.0.1:8545'],
    finality: { tag: true, depth: 64 },
    testnet: true,
  }
}

function tokenOf(symbol: string, chain: Chain, decimals: number, peg: FiatCurrency = 'USD'): Token {
  return {
    currency: tokenCurrency(symbol, chain.key),
    symbol,
    name: symbol,
    chain: chain.key,
    chainId: chain.chainId,
    address: addressOf(chain.chainId + decimals),
    decimals,
    peg,
  }
}

const fast = chainOf('fast', 101, 1)
const slow = chainOf('slow', 102, 12)
const shop = addressOf(7)
const terms: OfferTerms = {
  chains: [slow, fast],
  tokens: [tokenOf('USDP', slow, 18), tokenOf('USDC', fast, 6), tokenOf('EURC', fast, 6, 'EUR')],
  rules: [
    { chain: 'fast', require: { kind: 'depth', blocks: 1 }, minSeconds: 0 },
    { chain: 'slow', require: { kind: 'depth', blocks: 2 }, minSeconds: 0 },
  ],
  rates: [],
}

describe('makeOffers', () => {
  it('offers every token at its own decimals, the quickest network first', () => {
    const offers = makeOffers(1_234n, 'USD', shop, terms)
    expect(
      offers.map(({ currency, amountMinor, releaseSeconds }) => [currency, amountMinor, releaseSeconds]),
    ).toEqual([
      ['USDC.fast', 12_340_000n, 1],
      ['USDP.slow', 1_234n * 10n ** 16n, 24],
    ])
  })

  it('puts into each code exactly what the offer says', () => {
    for (const offer of makeOffers(1_234n, 'USD', shop, terms)) {
      const { tokenAddress, chainId, amountMinor } = offer
      expect(parseEip681(offer.uri)).toEqual({ tokenAddress, chainId, recipient: shop, amountMinor })
    }
  })

  it('leaves a token out whose peg has no rate, and takes it in once a manager has set one', () => {
    const rate = {
      base: 'USD',
      quote: 'EUR',
      numerator: 9n,
      denominator: 10n,
      source: 'manager',
      quotedAt: 0,
    } as const
    expect(makeOffers(1_000n, 'USD', shop, terms).map((offer) => offer.symbol)).not.toContain('EURC')
    const offers = makeOffers(1_000n, 'USD', shop, { ...terms, rates: [rate] })
    expect(offers.find((offer) => offer.symbol === 'EURC')?.amountMinor).toBe(9_000_000n)
  })

  it('does not turn a rate round by itself', () => {
    const rate = {
      base: 'EUR',
      quote: 'USD',
      numerator: 11n,
      denominator: 10n,
      source: 'manager',
      quotedAt: 0,
    } as const
    const offers = makeOffers(1_000n, 'USD', shop, { ...terms, rates: [rate] })
    expect(offers.map((offer) => offer.symbol)).not.toContain('EURC')
  })

  it('leaves out the tokens of a network that is switched off', () => {
    const offers = makeOffers(1_234n, 'USD', shop, { ...terms, chains: [slow] })
    expect(offers.map((offer) => offer.currency)).toEqual(['USDP.slow'])
  })

  it('waits for finality where no rule covers the amount', () => {
    const [offer] = makeOffers(1_234n, 'USD', shop, { ...terms, chains: [slow], rules: [] })
    expect(offer?.releaseSeconds).toBe(64 * 12)
  })

  it('has nothing to offer without tokens', () => {
    expect(makeOffers(1_234n, 'USD', shop, { ...terms, tokens: [] })).toEqual([])
  })

  it('counts what a network is trusted with already: over its cap it is as slow as its finality', () => {
    const caps = [{ chain: 'fast', maxMinor: 5_000n }]
    const order = (open: bigint) =>
      makeOffers(1_234n, 'USD', shop, { ...terms, caps, exposures: new Map([['fast', open]]) }).map(
        ({ chain, releaseSeconds }) => [chain, releaseSeconds],
      )
    expect(order(3_766n)).toEqual([
      ['fast', 1],
      ['slow', 24],
    ])
    expect(order(3_767n)).toEqual([
      ['slow', 24],
      ['fast', 64],
    ])
  })
})
