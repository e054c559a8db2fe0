import type { Currency } from '../money/currency.ts'

/**
 * An account of the shop's books, each kept per currency.
 * Debit is positive: what the shop has (`clearing`, `wallet`, `discounts`) grows by positive postings,
 * what it owes or has earned (`sales`, `tax:payable`, `customers:unmatched`) by negative ones.
 */
type Account =
  | `clearing:${string}`
  | `wallet:${string}`
  | `custody:${string}`
  | `bank:${string}`
  | `conversion:${string}-${string}`
  | 'sales'
  | 'discounts'
  | 'tax:payable'
  | 'tips:payable'
  | 'customers:unmatched'
  | 'refunds:payable'
  | 'fees:network'
  | 'fees:processing'
  | 'rounding'

/** One debit (positive) or credit (negative), in minor units of the currency. */
export type Posting = Readonly<{ account: Account; currency: Currency; amountMinor: bigint }>

/** True when the postings sum to zero in every currency. An empty list is balanced. */
export function isBalanced(postings: readonly Posting[]): boolean {
  const sums = new Map<string, bigint>()
  for (const { currency, amountMinor } of postings)
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor)
  return [...sums.values()].every((sum) => sum === 0n)
}

/** The postings that undo others. */
export function reversed(postings: readonly Posting[]): readonly Posting[] {
  return postings.map((posting) => ({ ...posting, amountMinor: -posting.amountMinor }))
}
