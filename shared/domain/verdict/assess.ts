import { assertInvariant } from '../../errors/assert.ts'
import { applyInvoiceEvent, type InvoiceEvent } from '../invoice/invoice-lifecycle.ts'
import type { InvoiceException, InvoiceStatus } from '../invoice/invoice.ts'
import { coverageOf, inChainOrder, isCovered, isExceeded } from '../payment/coverage.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import { isFinal } from '../policy/release-progress.ts'
import { standingOf, timingOf, type AssessmentFacts, type Standing, type UsedPayment } from './standing.ts'
import { verdictFor } from './verdict-for.ts'
import type { Verdict } from './verdict.ts'

/**
 * What to record: the events the invoice goes through in order, and the keys of the payments that moved. `used` is what a
 * `releaseMet` among the events recognises the sale on; the books must rest on nothing else.
 */
export type Assessment = Readonly<{
  status: InvoiceStatus
  exception: InvoiceException
  events: readonly InvoiceEvent[]
  release: readonly string[]
  settle: readonly string[]
  used: readonly UsedPayment[]
  verdict: Verdict
}>

/** The next event an invoice goes through, or none when it stands where the facts put it. */
function nextEvent(status: InvoiceStatus, standing: Standing): InvoiceEvent | undefined {
  const { live, covered, coveredByReleased, coveredByFinal } = standing
  const hasUnreleased = live.some((payment) => !standing.progress.get(payment.key)?.released)
  const deadline = standing.deadlinePassed && standing.deadlineRead
  switch (status) {
    case 'open':
      if (live.length > 0 && (covered || hasUnreleased || !deadline)) return 'paymentDetected'
      return deadline ? 'deadlineReached' : undefined
    case 'detected':
      if (live.length === 0) return 'paymentsDropped'
      if (coveredByReleased) return 'releaseMet'
      // Money that is still moving is never declared too late.
      return deadline && !covered && !hasUnreleased ? 'deadlineReached' : undefined
    case 'confirmed':
      if (!covered) return live.length === 0 ? 'paymentsDropped' : 'releaseLost'
      if (standing.recognisedLost) return 'releaseLost'
      return coveredByReleased ? (coveredByFinal ? 'finalized' : undefined) : 'releaseLost'
    case 'expired':
      return covered || hasUnreleased ? 'paymentDetected' : undefined
    case 'settled':
    case 'void':
      return undefined
  }
}

/** Walks the lifecycle to where the facts put the invoice; each step is one event, at most six. */
function walk(
  from: InvoiceStatus,
  given: Standing,
): { status: InvoiceStatus; events: readonly InvoiceEvent[] } {
  const events: InvoiceEvent[] = []
  let status = from
  let standing = given
  for (let event = nextEvent(status, standing); event !== undefined; event = nextEvent(status, standing)) {
    const applied = applyInvoiceEvent(status, event)
    assertInvariant(applied.ok && events.length < 6, 'An assessment must walk the lifecycle', {
      status,
      event,
    })
    events.push(event)
    status = applied.status
    // What was recognised is reversed with the release; the next one rests on the payments that are left.
    if (event === 'releaseLost') standing = { ...standing, recognisedLost: false }
  }
  return { status, events }
}

function exceptionOf(status: InvoiceStatus, standing: Standing, facts: AssessmentFacts): InvoiceException {
  const { live, lost, covered } = standing
  const { invoice } = facts
  if (status === 'void') return live.length > 0 ? 'paidLate' : 'none'
  if (!covered) {
    if (lost.length > 0) return 'reverted'
    return live.length > 0 ? 'underpaid' : 'none'
  }
  const inTime = live.filter((payment) => payment.blockTimestamp * 1000 <= invoice.expiresAt)
  if (!isCovered(coverageOf(inTime, invoice.offers))) return 'paidLate'
  if (!isExceeded(coverageOf(live, invoice.offers))) return 'none'
  const withoutLast = live.slice(0, -1)
  return isCovered(coverageOf(withoutLast, invoice.offers)) ? 'duplicate' : 'overpaid'
}

/**
 * The verdict on an invoice and the steps it takes, from what was read off the chains. Pure and total: the same facts
 * give the same answer, and applying the result and asking again changes nothing.
 * @throws {PosError} `invariant.broken` if the lifecycle table has a hole
 */
export function assess(facts: AssessmentFacts): Assessment {
  const standing = standingOf(facts)
  const { status, events } = walk(facts.invoice.status, standing)
  const exception = exceptionOf(status, standing, facts)
  const detected = standing.live.filter((payment) => payment.status === 'detected')
  return {
    status,
    exception,
    events,
    release: detected
      .filter((payment) => standing.progress.get(payment.key)?.released)
      .map((payment) => payment.key),
    // Money in a token that the invoice does not take is money too: it becomes final like any other.
    settle: inChainOrder(facts.payments)
      .filter(
        (payment) =>
          isLive(payment.status) &&
          payment.status !== 'settled' &&
          isFinal(payment, facts.sights.get(payment.chain), timingOf(facts, payment.chain)),
      )
      .map((payment) => payment.key),
    used: standing.used,
    verdict: verdictFor({ status, exception, standing, facts }),
  }
}
