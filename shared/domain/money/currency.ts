/**
 * The fiat currencies a shop may price in, with the number of decimals of their minor unit.
 * @see ISO 4217, list one, 2024
 */
export const fiatCurrencies = {
  USD: { scale: 2, symbol: '$' },
  EUR: { scale: 2, symbol: '€' },
  GBP: { scale: 2, symbol: '£' },
  CHF: { scale: 2, symbol: 'CHF' },
  CAD: { scale: 2, symbol: 'CA$' },
  AUD: { scale: 2, symbol: 'A$' },
  SGD: { scale: 2, symbol: 'S$' },
  MXN: { scale: 2, symbol: 'MX$' },
  BRL: { scale: 2, symbol: 'R$' },
  JPY: { scale: 0, symbol: '¥' },
} as const

/** A fiat currency the till knows, such as `USD`. */
export type FiatCurrency = keyof typeof fiatCurrencies
/** A token on one chain, such as `USDC.base`: the same asset on two chains is two currencies, they cannot settle each other. */
export type TokenCurrency = `${string}.${string}`
/** Anything an account can be kept in. */
export type Currency = FiatCurrency | TokenCurrency

/** A currency with the decimals of its minor unit, which text in and out needs. */
export type CurrencyUnit<C extends Currency = Currency> = Readonly<{ currency: C; scale: number }>

/** True for a currency of the fiat table. */
export function isFiatCurrency(text: string): text is FiatCurrency {
  return Object.hasOwn(fiatCurrencies, text)
}

/** True for `SYMBOL.chain`. */
export function isTokenCurrency(text: string): text is TokenCurrency {
  return /^[A-Za-z0-9]{1,16}\.[a-z0-9-]{1,32}$/.test(text)
}

/** The unit of a fiat currency (EUR: 2 decimals). */
export function fiatUnit(currency: FiatCurrency): CurrencyUnit<FiatCurrency> {
  return { currency, scale: fiatCurrencies[currency].scale }
}
