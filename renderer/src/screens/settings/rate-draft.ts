import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { toDecimalText } from '../../../../shared/domain/money/format-money.ts'
import type { Rate } from '../../../../shared/domain/money/rate.ts'
import type { SettingsView } from '../../stores/settings.ts'

/** Decimals of a rate on the screen: enough for any pair of the till's table. */
const rateScale = 8

/** The currencies that need a rate: pegs of switched-on tokens that are not the shop's own currency. */
export function neededQuotes(settings: SettingsView): readonly FiatCurrency[] {
  const pegs = settings.chains.tokens.filter((token) => token.enabled).map((token) => token.peg)
  return [...new Set(pegs)].filter((peg) => peg !== settings.shop.currency)
}

/** A rate as text: how many whole `quote` one whole `base` is worth; empty when there is none. */
export function rateText(rate: Rate | undefined): string {
  if (rate === undefined || rate.denominator === 0n) return ''
  const scaled = (rate.numerator * 10n ** BigInt(rateScale)) / rate.denominator
  return toDecimalText(scaled, rateScale).replace(/\.?0+$/, '')
}

/**
 * Reads a rate as typed (`1.0825`), exactly.
 * @returns `undefined` unless it is a positive decimal with at most eight decimals
 */
export function parseRate(text: string): Pick<Rate, 'numerator' | 'denominator'> | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,8}))?$/.exec(text.trim())
  if (!match) return undefined
  const decimals = match[2] ?? ''
  const numerator = BigInt(`${match[1] ?? ''}${decimals}`)
  return numerator === 0n ? undefined : { numerator, denominator: 10n ** BigInt(decimals.length) }
}
