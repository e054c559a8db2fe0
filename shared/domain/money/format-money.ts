import { fiatCurrencies, isFiatCurrency, type CurrencyUnit } from './currency.ts'

/**
 * An amount as plain decimal text without grouping, all decimals kept: `1234.50`.
 * The inverse of `parseMoney` for amounts of zero or more.
 */
export function toDecimalText(minor: bigint, scale: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(scale + 1, '0')
  const sign = minor < 0n ? '-' : ''
  const whole = digits.slice(0, digits.length - scale)
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(digits.length - scale)}`
}

/**
 * An amount for people: fiat with its symbol and grouping (`$1,234.50`), a token with its symbol behind and without
 * idle zeros past the second decimal (`12.50 USDC`).
 */
export function formatMoney(minor: bigint, unit: CurrencyUnit): string {
  const [whole = '0', decimals = ''] = toDecimalText(minor < 0n ? -minor : minor, unit.scale).split('.')
  const sign = minor < 0n ? '-' : ''
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  if (isFiatCurrency(unit.currency)) {
    const symbol = fiatCurrencies[unit.currency].symbol
    const gap = symbol.length > 1 && !symbol.endsWith('$') ? ' ' : ''
    return `${sign}${symbol}${gap}${grouped}${decimals ? `.${decimals}` : ''}`
  }
  const shown = decimals.slice(0, 2) + decimals.slice(2).replace(/0+$/, '')
  return `${sign}${grouped}${shown ? `.${shown}` : ''} ${unit.currency.split('.')[0] ?? ''}`
}
