import { assertInvariant } from '../../errors/assert.ts'
import { applyInvoiceEvent, type InvoiceEvent } from '../invoice/invoice-lifecycle.ts'
import type { InvoiceException, InvoiceStatus } from '../invoice/invoice.ts'
import { coverageOf, inChainOrder } from '../payment/coverage.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import { isExceededBeyond, noTolerances } from '../payment/tolerances.ts'
import { isFinal } from '../policy/release-progress.ts'
import type { AppliedRule } from '../policy/release-rule.ts'
import { exceptionOf } from './exception-of.ts'
import { timingOf } from './payment-progress.ts'
import type { AssessmentFacts } from './assessment-facts.ts'
import { standingOf, type Standing, type UsedPayment } from './standing.ts'
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
  /** The rule of each payment that is released. */
  rules: ReadonlyMap<string, AppliedRule>
  /** True when the sale becomes final with so little paid over that the shop keeps it as rounding. */
  roundsOff: boolean
  verdict: Verdict
}>

/** The next event an invoice goes through, or none when it stands where the facts put it. */
function nextEvent(status: InvoiceStatus, standing: Standing): InvoiceEvent | undefined {
  const { moving, covered, coveredByReleased, coveredByFinal } = standing
  const hasUnreleased = moving.some((payment) => !standing.progress.get(payment.key)?.released)
  const deadline = standing.deadlinePassed && standing.deadlineRead
  switch (status) {
    case 'open':
      if (moving.length > 0 && (covered || hasUnreleased || !deadline)) return 'paymentDetected'
      return deadline ? 'deadlineReached' : undefined
    case 'detected':
      if (moving.length === 0) return 'paymentsDropped'
      if (coveredByReleased) return 'releaseMet'
      // Money that is still moving is never declared too late.
      return deadline && !covered && !hasUnreleased ? 'deadlineReached' : undefined
    case 'confirmed':
      if (!covered) return moving.length === 0 ? 'paymentsDropped' : 'releaseLost'
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

/** Money in a token that the invoice does not take is money too: it becomes final like any other. */
function isSettling(payment: Payment, { progress }: Standing, facts: AssessmentFacts): boolean {
  const { chain } = payment
  return (
    progress.get(payment.key)?.isFinal ?? isFinal(payment, facts.sights.get(chain), timingOf(facts, chain))
  )
}

function releasedRules({ live, progress }: Standing): ReadonlyMap<string, AppliedRule> {
  return new Map(
    live.flatMap((payment): [string, AppliedRule][] => {
      const found = progress.get(payment.key)
      return found?.released ? [[payment.key, found.rule]] : []
    }),
  )
}

function roundsOff(events: readonly InvoiceEvent[], standing: Standing, facts: AssessmentFacts): boolean {
  const { tolerances = noTolerances, invoice } = facts
  if (!events.includes('finalized') || tolerances.overMinor === 0n) return false
  return !isExceededBeyond(coverageOf(standing.live, invoice.offers), invoice.amountMinor, tolerances)
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
    settle: inChainOrder(facts.payments)
      .filter(
        (payment) =>
          isLive(payment.status) && payment.status !== 'settled' && isSettling(payment, standing, facts),
      )
      .map((payment) => payment.key),
    used: standing.used,
    rules: releasedRules(standing),
    roundsOff: roundsOff(events, standing, facts),
    verdict: verdictFor({ status, exception, standing, facts }),
  }
}
