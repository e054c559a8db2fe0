import type { Invoice } from '../invoice/invoice.ts'
import type { UsedMoney } from '../ledger/sale-postings.ts'
import { coverageOf, inChainOrder, isDust, offerFor, usedMinor } from '../payment/coverage.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import { isCoveredWithin, noTolerances } from '../payment/tolerances.ts'
import type { AssessmentFacts } from './assessment-facts.ts'
import { valueByChain } from './open-exposure.ts'
import { paymentProgress, type PaymentProgress } from './payment-progress.ts'

/** What the invoice takes of one payment, ready for the books. */
export type UsedPayment = UsedMoney & Readonly<{ paymentKey: string }>

/** What `assess` has worked out of the facts, for its parts. */
export type Standing = Readonly<{
  /** Payments that the chains hold, in their order. */
  live: readonly Payment[]
  /** Those of them that move the invoice: dust alone does not. */
  moving: readonly Payment[]
  /** Payments that were seen, are on no chain now, and may come back. */
  lost: readonly Payment[]
  /** Payments in tokens that the invoice does not take. */
  stray: readonly Payment[]
  progress: ReadonlyMap<string, PaymentProgress>
  /** Moving payments that another source denies. */
  denied: readonly Payment[]
  covered: boolean
  coveredByReleased: boolean
  /** Final money covers the invoice, and what the books rest on is part of it. */
  coveredByFinal: boolean
  /** What the released payments are used for; only released money is ever recognised. */
  used: readonly UsedPayment[]
  /** Keys of the payments that the books rest on, or would. */
  booked: readonly string[]
  /** True when the books rest on a payment that has left its block since, wherever it is now. */
  recognisedLost: boolean
  deadlinePassed: boolean
  deadlineRead: boolean
}>

/**
 * A deadline may be applied only when every offered chain has been read past it: nothing unread is decided. A block on the
 * very second of the deadline is not past it, because the next one may carry the same second.
 */
function isDeadlineRead(facts: AssessmentFacts): boolean {
  return facts.invoice.offers.every((offer) => {
    const readUpTo = facts.sights.get(offer.chain)?.readUpTo
    return readUpTo !== undefined && readUpTo.timestamp * 1000 > facts.invoice.expiresAt
  })
}

/** Orphaned payments, but not those whose transaction is back in a block under another log index. */
function lostOf(known: readonly Payment[], live: readonly Payment[]): readonly Payment[] {
  const back = new Set(live.map((payment) => `${payment.chain}:${payment.txHash}`))
  return known.filter(
    (payment) => payment.status === 'orphaned' && !back.has(`${payment.chain}:${payment.txHash}`),
  )
}

function usedOf(released: readonly Payment[], invoice: Invoice): readonly UsedPayment[] {
  const amounts = usedMinor(released, invoice.offers)
  return released.flatMap((payment): UsedPayment[] => {
    const amountMinor = amounts.get(payment.key) ?? 0n
    const offer = offerFor(payment, invoice.offers)
    if (!offer || amountMinor === 0n) return []
    const { key: paymentKey, chain, currency } = payment
    return [{ paymentKey, chain, currency, amountMinor, dueMinor: offer.amountMinor }]
  })
}

/** True when payments pay the invoice, as exactly as the shop wants it. */
export function isPaidBy(payments: readonly Payment[], facts: AssessmentFacts): boolean {
  const { offers, amountMinor } = facts.invoice
  return isCoveredWithin(coverageOf(payments, offers), amountMinor, facts.tolerances ?? noTolerances)
}

function progressOf(live: readonly Payment[], facts: AssessmentFacts): ReadonlyMap<string, PaymentProgress> {
  const atRisk = valueByChain(live, facts.invoice)
  return new Map(
    live.map((payment) => [payment.key, paymentProgress(payment, facts, atRisk.get(payment.chain) ?? 0n)]),
  )
}

/** Sorts the facts into what the lifecycle asks for. */
export function standingOf(facts: AssessmentFacts): Standing {
  const { invoice } = facts
  const known = facts.payments.filter((payment) => offerFor(payment, invoice.offers) !== undefined)
  const live = inChainOrder(known.filter((payment) => isLive(payment.status)))
  const covered = isPaidBy(live, facts)
  const moving = covered ? live : live.filter((payment) => !isDust(payment, invoice.offers))
  const progress = progressOf(live, facts)
  const released = live.filter((payment) => progress.get(payment.key)?.released)
  const final = live.filter((payment) => progress.get(payment.key)?.isFinal)
  const recognised = invoice.status === 'confirmed' ? (facts.recognised ?? []) : []
  // A payment that the books rest on was released; one that is only seen lost its block and came back in another.
  const standingKeys = new Set(live.filter(({ status }) => status !== 'detected').map(({ key }) => key))
  const recognisedLost = recognised.some((key) => !standingKeys.has(key))
  const used = usedOf(released, invoice)
  const booked = recognised.length > 0 && !recognisedLost ? recognised : used.map((part) => part.paymentKey)
  const finalKeys = new Set(final.map((payment) => payment.key))
  return {
    live,
    moving,
    lost: lostOf(known, live),
    stray: facts.payments.filter((payment) => isLive(payment.status) && !known.includes(payment)),
    progress,
    denied: moving.filter((payment) => progress.get(payment.key)?.testimony === 'denied'),
    covered,
    coveredByReleased: isPaidBy(released, facts),
    coveredByFinal: isPaidBy(final, facts) && booked.every((key) => finalKeys.has(key)),
    used,
    booked,
    recognisedLost,
    deadlinePassed: facts.now >= invoice.expiresAt,
    deadlineRead: isDeadlineRead(facts),
  }
}
