import { describe, expect, it } from 'vitest'
import {
  fiatCurrencies,
  fiatUnit,
  isFiatCurrency,
  isTokenCurrency,
} from '../../../../shared/domain/money/currency.ts'

describe('fiatCurrencies', () => {
  it.each(Object.entries(fiatCurrencies))('%s has the decimals and a symbol of ISO 4217', (code, unit) => {
    expect(code).toMatch(/^[A-Z]{3}$/)
    // The platform's own table of currencies is an independent source for the decimals.
    const options = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
    expect(unit.scale).toBe(options.maximumFractionDigits)
    expect(unit.symbol).not.toBe('')
  })
})

describe('isFiatCurrency', () => {
  it.each(['USD', 'JPY'])('knows %s', (text) => expect(isFiatCurrency(text)).toBe(true))
  it.each(['usd', 'XBT', '', 'USDC.base', 'toString', '__proto__', 'constructor'])(
    'does not take %j for money of a country',
    (text) => expect(isFiatCurrency(text)).toBe(false),
  )
})

describe('isTokenCurrency', () => {
  it.each(['USDC.base', 'PYUSD.arbitrum-one', 'A.1'])('knows %s', (text) =>
    expect(isTokenCurrency(text)).toBe(true),
  )
  it.each(['USDC', '.base', 'USDC.', 'USDC.Base', 'USDC.e.base', 'US DC.base', `${'A'.repeat(17)}.base`])(
    'refuses %j',
    (text) => expect(isTokenCurrency(text)).toBe(false),
  )
})

describe('fiatUnit', () => {
  it('carries the decimals of the currency', () => {
    expect(fiatUnit('USD')).toEqual({ currency: 'USD', scale: 2 })
    expect(fiatUnit('JPY')).toEqual({ currency: 'JPY', scale: 0 })
  })
})
