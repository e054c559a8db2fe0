import { assertInvariant } from '../../errors/assert.ts'
import type { Offer } from '../invoice/invoice.ts'
import { roundUp } from '../money/divide.ts'
import { minMinor } from '../money/money.ts'
import type { Payment } from './payment.ts'

/** How much of an invoice is covered, as an exact fraction of the amount due; a fraction over one is an overpayment. */
export type Coverage = Readonly<{ numerator: bigint; denominator: bigint }>

/** The offer that a payment's token belongs to; `undefined` for a token the invoice does not take. */
export function offerFor(payment: Payment, offers: readonly Offer[]): Offer | undefined {
  return offers.find((candidate) => candidate.currency === payment.currency)
}

/** True for less than a hundredth of a whole token that is not the amount due: not worth changing what the screen says. */
export function isDust(payment: Payment, offers: readonly Offer[]): boolean {
  const offer = offerFor(payment, offers)
  if (!offer) return false
  const { amountMinor } = payment
  return amountMinor * 100n < 10n ** BigInt(offer.decimals) && amountMinor < offer.amountMinor
}

/** Adds the share of each offer once, so that the fraction stays small however many payments there are. */
function coverageOfSums(sums: ReadonlyMap<Offer, bigint>): Coverage {
  let sum: Coverage = { numerator: 0n, denominator: 1n }
  for (const [offer, paidMinor] of sums) {
    assertInvariant(offer.amountMinor > 0n, 'An offer asks for more than nothing', { offer: offer.id })
    sum = {
      numerator: sum.numerator * offer.amountMinor + paidMinor * sum.denominator,
      denominator: sum.denominator * offer.amountMinor,
    }
  }
  return sum
}

/**
 * How much of the invoice a set of payments covers: each pays its share of the offer in its own token.
 * @throws {PosError} `invariant.broken` for an offer of zero, which anything would cover
 */
export function coverageOf(payments: readonly Payment[], offers: readonly Offer[]): Coverage {
  const sums = new Map<Offer, bigint>()
  for (const payment of payments) {
    const offer = offerFor(payment, offers)
    if (offer) sums.set(offer, (sums.get(offer) ?? 0n) + payment.amountMinor)
  }
  return coverageOfSums(sums)
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

/**
 * How much of each payment the invoice uses up, in the order given; what is over keeps waiting for an owner's decision.
 * @returns minor units of each payment's token by payment key; zero where nothing was missing any more
 */
export function usedMinor(
  payments: readonly Payment[],
  offers: readonly Offer[],
): ReadonlyMap<string, bigint> {
  const used = new Map<string, bigint>()
  const sums = new Map<Offer, bigint>()
  for (const payment of payments) {
    const offer = offerFor(payment, offers)
    const missing = offer ? missingMinor(coverageOfSums(sums), offer) : 0n
    used.set(payment.key, minMinor(missing, payment.amountMinor))
    if (offer) sums.set(offer, (sums.get(offer) ?? 0n) + payment.amountMinor)
  }
  return used
}

/** Order by code unit: the same on every machine, whatever its language. */
function compareText(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Payments in the order in which the chains hold them; across chains by block time. */
export function inChainOrder(payments: readonly Payment[]): readonly Payment[] {
  return payments.toSorted(
    (left, right) =>
      left.blockTimestamp - right.blockTimestamp ||
      compareText(left.chain, right.chain) ||
      left.blockNumber - right.blockNumber ||
      left.logIndex - right.logIndex,
  )
}
