import { assertInvariant } from '../../errors/assert.ts'
import { roundUp } from './divide.ts'
import type { CurrencyUnit, FiatCurrency } from './currency.ts'

/**
 * A fixed rate between the shop's currency and the currency a token is pegged to:
 * one whole `base` is worth `numerator / denominator` whole `quote`, both above zero. Set by a manager, never guessed.
 */
export type Rate = Readonly<{
  base: FiatCurrency
  quote: FiatCurrency
  numerator: bigint
  denominator: bigint
  source: string
  quotedAt: number
}>

/** The rate of a currency to itself. */
export function parity(currency: FiatCurrency): Rate {
  return { base: currency, quote: currency, numerator: 1n, denominator: 1n, source: 'parity', quotedAt: 0 }
}

/**
 * What to ask in tokens for a fiat amount, rounded up to the token's smallest unit so that the shop is never short.
 * A pegged token is taken at its face value: one USDC is one US dollar.
 * @param amountMinor minor units of `from`
 * @returns minor units of the token
 * @throws {PosError} `invariant.broken` for a rate of another currency, or one that makes the goods free
 */
export function toTokenMinor(
  amountMinor: bigint,
  from: CurrencyUnit<FiatCurrency>,
  token: CurrencyUnit,
  rate: Rate,
): bigint {
  assertInvariant(rate.base === from.currency, 'A rate is applied to its own currency', {
    base: rate.base,
    from: from.currency,
  })
  assertInvariant(rate.numerator > 0n, 'A rate is above zero', { base: rate.base, quote: rate.quote })
  const numerator = amountMinor * rate.numerator * 10n ** BigInt(token.scale)
  return roundUp(numerator, rate.denominator * 10n ** BigInt(from.scale))
}
