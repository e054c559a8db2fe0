import type { Invoice } from '../invoice/invoice.ts'
import type { UsedMoney } from '../ledger/sale-postings.ts'
import { coverageOf, inChainOrder, isCovered, offerFor, usedMinor } from '../payment/coverage.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import {
  isFinal,
  releaseProgress,
  type ChainTiming,
  type ReleaseProgress,
} from '../policy/release-progress.ts'
import { selectReleaseRule, type ReleaseRule } from '../policy/release-rule.ts'
import type { ChainSight } from './verdict.ts'

/** Everything a verdict depends on. Payments are those of this invoice, in any status. */
export type AssessmentFacts = Readonly<{
  invoice: Invoice
  payments: readonly Payment[]
  rules: readonly ReleaseRule[]
  sights: ReadonlyMap<string, ChainSight>
  chains: ReadonlyMap<string, ChainTiming>
  /** Keys of the payments that the books recognised the sale on, while the invoice is confirmed. */
  recognised?: readonly string[]
  /** The chain the customer was last shown; its silence is what the cashier must know of. */
  focusChain?: string
  /** Milliseconds since 1970, UTC. */
  now: number
}>

/** What the invoice takes of one payment, ready for the books. */
export type UsedPayment = UsedMoney & Readonly<{ paymentKey: string }>

/** What `assess` has worked out of the facts, for its parts. */
export type Standing = Readonly<{
  /** Payments that the chains hold, in their order. */
  live: readonly Payment[]
  /** Payments that were seen, are on no chain now, and may come back. */
  lost: readonly Payment[]
  progress: ReadonlyMap<string, ReleaseProgress>
  covered: boolean
  coveredByReleased: boolean
  /** Final money covers the invoice, and what the books rest on is part of it. */
  coveredByFinal: boolean
  /** What the released payments are used for; only released money is ever recognised. */
  used: readonly UsedPayment[]
  /** True when the books rest on a payment that no chain holds any more. */
  recognisedLost: boolean
  deadlinePassed: boolean
  deadlineRead: boolean
}>

/** How fast a chain is and how it becomes final. */
export function timingOf(facts: AssessmentFacts, chain: string): ChainTiming {
  // A payment on a chain that has since been switched off waits for an unreachable depth: a person decides.
  return (
    facts.chains.get(chain) ?? { blockSeconds: 60, finality: { tag: true, depth: Number.MAX_SAFE_INTEGER } }
  )
}

function progressOf(payment: Payment, facts: AssessmentFacts): ReleaseProgress {
  if (payment.status !== 'detected') return { released: true, secondsLeft: 0 }
  const rule = selectReleaseRule(facts.rules, payment.chain, facts.invoice.amountMinor)
  return releaseProgress(
    payment,
    rule,
    facts.sights.get(payment.chain),
    timingOf(facts, payment.chain),
    facts.now,
  )
}

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

/** Sorts the facts into what the lifecycle asks for. */
export function standingOf(facts: AssessmentFacts): Standing {
  const { invoice } = facts
  const known = facts.payments.filter((payment) => offerFor(payment, invoice.offers) !== undefined)
  const live = inChainOrder(known.filter((payment) => isLive(payment.status)))
  const progress = new Map(live.map((payment) => [payment.key, progressOf(payment, facts)]))
  const released = live.filter((payment) => progress.get(payment.key)?.released)
  const final = live.filter(
    (payment) =>
      payment.status === 'settled' ||
      isFinal(payment, facts.sights.get(payment.chain), timingOf(facts, payment.chain)),
  )
  const recognised = invoice.status === 'confirmed' ? (facts.recognised ?? []) : []
  const liveKeys = new Set(live.map((payment) => payment.key))
  const recognisedLost = recognised.some((key) => !liveKeys.has(key))
  const used = usedOf(released, invoice)
  const booked = recognised.length > 0 && !recognisedLost ? recognised : used.map((part) => part.paymentKey)
  const finalKeys = new Set(final.map((payment) => payment.key))
  return {
    live,
    lost: lostOf(known, live),
    progress,
    covered: isCovered(coverageOf(live, invoice.offers)),
    coveredByReleased: isCovered(coverageOf(released, invoice.offers)),
    coveredByFinal: isCovered(coverageOf(final, invoice.offers)) && booked.every((key) => finalKeys.has(key)),
    used,
    recognisedLost,
    deadlinePassed: facts.now >= invoice.expiresAt,
    deadlineRead: isDeadlineRead(facts),
  }
}
