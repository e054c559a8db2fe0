import { fiatUnit, type FiatCurrency } from '../money/currency.ts'
import { parity, toTokenMinor, type Rate } from '../money/rate.ts'
import { exceededExposure, type ExposureCap } from '../policy/exposure-cap.ts'
import {
  expectedFinalitySeconds,
  expectedReleaseSeconds,
  selectReleaseRule,
  type ReleaseRule,
} from '../policy/release-rule.ts'
import type { Chain } from '../tokens/chain.ts'
import type { EvmAddress, Token } from '../tokens/token.ts'
import { formatEip681 } from './eip681.ts'
import type { Offer } from './invoice.ts'

/** What offers are made of: the tokens and chains that are switched on, their rules, and the shop's rates. */
export type OfferTerms = Readonly<{
  tokens: readonly Token[]
  chains: readonly Chain[]
  rules: readonly ReleaseRule[]
  rates: readonly Rate[]
  /** How much may be released and not final on a chain; no cap without it. */
  caps?: readonly ExposureCap[]
  /** What sales have taken of each chain that is released and not final, minor units of the shop's currency. */
  exposures?: ReadonlyMap<string, bigint>
}>

function rateFor(currency: FiatCurrency, peg: FiatCurrency, rates: readonly Rate[]): Rate | undefined {
  return currency === peg
    ? parity(currency)
    : rates.find((rate) => rate.base === currency && rate.quote === peg)
}

/** Seconds from a payment to *Paid*, by the rules and by what the chain is trusted with already. */
export function releaseSeconds(
  amountMinor: bigint,
  chain: Chain,
  { rules, caps = [], exposures }: Pick<OfferTerms, 'rules' | 'caps' | 'exposures'>,
): number {
  const rule = selectReleaseRule(rules, chain.key, amountMinor)
  const isOver = exceededExposure(caps, chain.key, exposures?.get(chain.key) ?? 0n, amountMinor) !== undefined
  return isOver ? expectedFinalitySeconds(rule, chain) : expectedReleaseSeconds(rule, chain)
}

/**
 * Every way to pay an amount, quickest release first. A token whose peg has no rate to the shop's currency is left out:
 * the till never guesses a rate.
 * @param amountMinor minor units of the shop's currency, above zero
 */
export function makeOffers(
  amountMinor: bigint,
  currency: FiatCurrency,
  address: EvmAddress,
  terms: OfferTerms,
): readonly Offer[] {
  const offers = terms.tokens.flatMap((token): Offer[] => {
    const chain = terms.chains.find((candidate) => candidate.key === token.chain)
    const rate = rateFor(currency, token.peg, terms.rates)
    if (!chain || !rate) return []
    const tokenMinor = toTokenMinor(
      amountMinor,
      fiatUnit(currency),
      { currency: token.currency, scale: token.decimals },
      rate,
    )
    const request = {
      tokenAddress: token.address,
      chainId: chain.chainId,
      recipient: address,
      amountMinor: tokenMinor,
    }
    return [
      {
        id: token.currency,
        currency: token.currency,
        symbol: token.symbol,
        chain: chain.key,
        chainId: chain.chainId,
        chainName: chain.name,
        tokenAddress: token.address,
        decimals: token.decimals,
        amountMinor: tokenMinor,
        address,
        uri: formatEip681(request),
        releaseSeconds: releaseSeconds(amountMinor, chain, terms),
      },
    ]
  })
  return offers.toSorted((left, right) => left.releaseSeconds - right.releaseSeconds)
}
