import { reject, type Rejected } from '../../errors/rejected.ts'
import type { Currency, CurrencyUnit } from './currency.ts'
import { money, type Money } from './money.ts'

/** The longest text taken for an amount, in characters. */
export const amountTextMax = 40

/**
 * Reads an amount as a person or a file writes it: digits, at most one decimal point, no sign, no grouping.
 * Extra decimals are refused, never rounded.
 * @returns the amount in minor units, or `money.malformed`, `money.negative` or `money.tooPrecise`
 */
export function parseMoney<C extends Currency>(
  text: string,
  unit: CurrencyUnit<C>,
): { ok: true; money: Money<C> } | Rejected {
  const trimmed = text.trim()
  if (trimmed.startsWith('-')) return reject('money.negative', { text: trimmed.slice(0, amountTextMax) })
  const match = trimmed.length <= amountTextMax ? /^(\d+)(?:\.(\d+))?$/.exec(trimmed) : null
  if (!match) return reject('money.malformed', { text: trimmed.slice(0, amountTextMax) })
  const decimals = match[2] ?? ''
  if (decimals.length > unit.scale)
    return reject('money.tooPrecise', { text: trimmed, decimalsMax: unit.scale })
  return {
    ok: true,
    money: money(unit.currency, BigInt(`${match[1] ?? ''}${decimals.padEnd(unit.scale, '0')}`)),
  }
}
