import { coverageOf, inChainOrder, isCovered } from '../payment/coverage.ts'
import type { Invoice } from '../invoice/invoice.ts'
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
  /** The chain the customer was last shown; its silence is what the cashier must know of. */
  focusChain?: string
  /** Milliseconds since 1970, UTC. */
  now: number
}>

/** What `assess` has worked out of the facts, for its parts. */
export type Standing = Readonly<{
  live: readonly Payment[]
  lost: readonly Payment[]
  progress: ReadonlyMap<string, ReleaseProgress>
  covered: boolean
  coveredByReleased: boolean
  coveredByFinal: boolean
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

/** A deadline may be applied only when every offered chain has been read past it: nothing unread is decided. */
function isDeadlineRead(facts: AssessmentFacts): boolean {
  return facts.invoice.offers.every((offer) => {
    const readUpTo = facts.sights.get(offer.chain)?.readUpTo
    return readUpTo !== undefined && readUpTo.timestamp * 1000 >= facts.invoice.expiresAt
  })
}

/** Sorts the facts into what the lifecycle asks for. */
export function standingOf(facts: AssessmentFacts): Standing {
  const { invoice } = facts
  const known = facts.payments.filter((payment) =>
    invoice.offers.some((offer) => offer.currency === payment.currency),
  )
  const live = inChainOrder(known.filter((payment) => isLive(payment.status)))
  const progress = new Map(live.map((payment) => [payment.key, progressOf(payment, facts)]))
  const released = live.filter((payment) => progress.get(payment.key)?.released)
  const final = live.filter(
    (payment) =>
      payment.status === 'settled' ||
      isFinal(payment, facts.sights.get(payment.chain), timingOf(facts, payment.chain)),
  )
  return {
    live,
    lost: known.filter((payment) => payment.status === 'orphaned'),
    progress,
    covered: isCovered(coverageOf(live, invoice.offers)),
    coveredByReleased: isCovered(coverageOf(released, invoice.offers)),
    coveredByFinal: isCovered(coverageOf(final, invoice.offers)),
    deadlinePassed: facts.now >= invoice.expiresAt,
    deadlineRead: isDeadlineRead(facts),
  }
}
