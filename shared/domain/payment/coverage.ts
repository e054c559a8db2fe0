import { minMinor } from '../money/money.ts'
import { roundUp } from '../money/divide.ts'
import type { Offer } from '../invoice/invoice.ts'
import type { Payment } from './payment.ts'

/** How much of an invoice is covered, as an exact fraction of the amount due; a fraction over one is an overpayment. */
export type Coverage = Readonly<{ numerator: bigint; denominator: bigint }>

const nothing: Coverage = { numerator: 0n, denominator: 1n }

/** How much of the invoice a set of payments covers: each pays its share of the offer in its own token. */
export function coverageOf(payments: readonly Payment[], offers: readonly Offer[]): Coverage {
  return payments.reduce((sum, payment) => {
    const offer = offers.find((candidate) => candidate.currency === payment.currency)
    if (!offer) return sum
    return {
      numerator: sum.numerator * offer.amountMinor + payment.amountMinor * sum.denominator,
      denominator: sum.denominator * offer.amountMinor,
    }
  }, nothing)
}

/** True when nothing is owed any more. */
export function isCovered(coverage: Coverage): boolean {
  return coverage.numerator >= coverage.denominator
}

/** True when more arrived than was asked. */
export function isExceeded(coverage: Coverage): boolean {
  return coverage.numerator > coverage.denominator
}

/** What is still owed in the token of an offer, rounded up to its smallest unit; never negative. */
export function missingMinor(coverage: Coverage, offer: Offer): bigint {
  if (isCovered(coverage)) return 0n
  return roundUp((coverage.denominator - coverage.numerator) * offer.amountMinor, coverage.denominator)
}

/** How much of each payment the invoice uses up, in order; what is over keeps waiting for an owner's decision. */
export function usedMinor(
  payments: readonly Payment[],
  offers: readonly Offer[],
): ReadonlyMap<string, bigint> {
  const used = new Map<string, bigint>()
  const taken: Payment[] = []
  for (const payment of payments) {
    const offer = offers.find((candidate) => candidate.currency === payment.currency)
    const missing = offer ? missingMinor(coverageOf(taken, offers), offer) : 0n
    used.set(payment.key, minMinor(missing, payment.amountMinor))
    taken.push(payment)
  }
  return used
}

/** Payments in the order in which the chains hold them; across chains by block time. */
export function inChainOrder(payments: readonly Payment[]): readonly Payment[] {
  return payments.toSorted(
    (left, right) =>
      left.blockTimestamp - right.blockTimestamp ||
      left.chain.localeCompare(right.chain) ||
      left.blockNumber - right.blockNumber ||
      left.logIndex - right.logIndex,
  )
}
