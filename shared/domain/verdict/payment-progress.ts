import { hasWitness, testimonyOf, type Testimony } from '../payment/witnesses.ts'
import type { Payment } from '../payment/payment.ts'
import { exceededExposure, type Exposure } from '../policy/exposure-cap.ts'
import {
  isFinal,
  releaseProgress,
  type ChainTiming,
  type ReleaseProgress,
} from '../policy/release-progress.ts'
import { selectReleaseRule, type AppliedRule } from '../policy/release-rule.ts'
import type { ReleaseWait } from '../policy/release-wait.ts'
import type { AssessmentFacts } from './assessment-facts.ts'

/** How far a payment is, under which rule, and what other sources say of it. */
export type PaymentProgress = ReleaseProgress &
  Readonly<{ rule: AppliedRule; testimony: Testimony; isFinal: boolean; exposure?: Exposure }>

/** How fast a chain is and how it becomes final. */
export function timingOf(facts: AssessmentFacts, chain: string): ChainTiming {
  // A payment on a chain that has since been switched off waits for an unreachable depth: a person decides.
  return (
    facts.chains.get(chain) ?? { blockSeconds: 60, finality: { tag: true, depth: Number.MAX_SAFE_INTEGER } }
  )
}

/** The rule that holds for a payment now; over its cap a chain must be final, whatever the amount. */
function ruleFor(payment: Payment, facts: AssessmentFacts, exposure: Exposure | undefined): AppliedRule {
  const row = selectReleaseRule(facts.rules, payment.chain, facts.invoice.amountMinor)
  const require = exposure ? ({ kind: 'tag', tag: 'finalized' } as const) : row.require
  return { ...row, require, sources: row.sources ?? 1, settingsSeq: facts.settingsSeq ?? 0 }
}

const sourceWaitSeconds = 5

function sourceWait(payment: Payment, facts: AssessmentFacts): ReleaseWait {
  const timing = timingOf(facts, payment.chain)
  const seconds = Math.max(sourceWaitSeconds, Math.ceil(timing.blockSeconds))
  const isDenied = testimonyOf(payment, timing) === 'denied'
  return { cause: isDenied || hasWitness(payment, timing) ? 'secondSource' : 'noSecondSource', seconds }
}

/**
 * How far one payment is on the way to release. What is final is released under every rule, since nothing can take it back;
 * but not before a second source holds it too where the rule asks for one, and never while a source denies it.
 * @param atRiskMinor what this sale takes of the payment's chain, minor units of the shop's currency
 */
export function paymentProgress(
  payment: Payment,
  facts: AssessmentFacts,
  atRiskMinor: bigint,
): PaymentProgress {
  const { chain, status } = payment
  const timing = timingOf(facts, chain)
  const sight = facts.sights.get(chain)
  const testimony = testimonyOf(payment, timing)
  const openMinor = facts.exposures?.get(chain) ?? 0n
  const exposure = exceededExposure(facts.caps ?? [], chain, openMinor, atRiskMinor)
  const rule = payment.releasedBy ?? ruleFor(payment, facts, status === 'detected' ? exposure : undefined)
  const isProven = testimony === 'same' || (testimony === 'none' && rule.sources === 1)
  const final = status === 'settled' || isFinal(payment, sight, timing)
  // A chain may call final what another source denies: then nothing is final before they agree.
  const isSettling = final && testimony !== 'denied' && (isProven || status !== 'detected')
  const known = { rule, testimony, isFinal: status === 'settled' || isSettling }
  if (status !== 'detected') return { ...known, released: true, secondsLeft: 0 }
  const byRule = releaseProgress(payment, rule, sight, timing, facts.now)
  const isDeep = final || (byRule.released && !exposure)
  if (isDeep && isProven) return { ...known, released: true, secondsLeft: 0 }
  const wait = isDeep ? sourceWait(payment, facts) : depthWait(byRule, exposure)
  return {
    ...known,
    released: false,
    secondsLeft: wait.seconds,
    wait,
    ...(exposure && wait.cause === 'exposure' ? { exposure } : {}),
  }
}

function depthWait({ wait, secondsLeft }: ReleaseProgress, exposure: Exposure | undefined): ReleaseWait {
  const seconds = Math.max(1, secondsLeft)
  if (exposure) return { cause: 'exposure', seconds }
  return wait ?? { cause: 'tag', seconds }
}
