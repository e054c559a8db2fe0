import type { Currency } from '../money/currency.ts'

/**
 * An account of the shop's books, each kept per currency.
 * Debit is positive: what the shop has (`clearing`, `wallet`, `discounts`) grows by positive postings,
 * what it owes or has earned (`sales`, `tax:payable`, `customers:unmatched`) by negative ones. `suspense` holds what a backend moved
 * and nobody has explained yet.
 */
type Account =
  | `clearing:${string}`
  | `wallet:${string}`
  | `custody:${string}`
  | `bank:${string}`
  | `suspense:${string}`
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

/** The same postings with one for each account and currency, and none of nothing. */
export function netted(postings: readonly Posting[]): readonly Posting[] {
  const sums = new Map<string, Posting>()
  for (const posting of postings) {
    const key = `${posting.account} ${posting.currency}`
    const before = sums.get(key)?.amountMinor ?? 0n
    sums.set(key, { ...posting, amountMinor: before + posting.amountMinor })
  }
  return [...sums.values()].filter(({ amountMinor }) => amountMinor !== 0n)
}

/** The postings that turn what the books hold of something into what they should hold. */
export function postingsBetween(before: readonly Posting[], after: readonly Posting[]): readonly Posting[] {
  return netted([...after, ...reversed(before)])
}
