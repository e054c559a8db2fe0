import { assertInvariant } from '../../../shared/errors/assert.ts'
import { amount, type WantedFields } from './compare-record.ts'
import { parseDecimal } from './decimal.ts'

/**
 * How much leaves: `amount` is what arrives, its fee comes on top; `total` is what the balance falls by, its fee is inside.
 * Decimal text above zero, as `formatDecimal` writes it.
 */
export type AmountOrTotal = Readonly<{ amount: string; total?: never } | { total: string; amount?: never }>

/** Finer than any token: what is checked here is that the text is an amount above zero. */
const finestScale = 40

/** The field that a request carries. */
export function amountField({ amount: net, total }: AmountOrTotal): Readonly<Record<string, string>> {
  const value = net ?? total ?? ''
  const parsed = parseDecimal(value, finestScale)
  assertInvariant(parsed.ok && parsed.minor > 0n, 'What leaves is an amount above zero')
  return net === undefined ? { total: value } : { amount: value }
}

/** The same field of the record that comes of it. */
export function wantedAmount(asked: AmountOrTotal): WantedFields {
  return Object.fromEntries(Object.entries(amountField(asked)).map(([name, value]) => [name, amount(value)]))
}
