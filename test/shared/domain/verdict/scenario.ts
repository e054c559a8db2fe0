import { expect } from 'vitest'
import type { InvoiceEvent } from '../../../../shared/domain/invoice/invoice-lifecycle.ts'
import type { InvoiceException, InvoiceStatus } from '../../../../shared/domain/invoice/invoice.ts'
import { assess } from '../../../../shared/domain/verdict/assess.ts'
import type { AssessmentFacts } from '../../../../shared/domain/verdict/assessment-facts.ts'
import type { Advice, Answer, VerdictReason } from '../../../../shared/domain/verdict/verdict.ts'
import { afterRecording, sightOf } from './scene.ts'

/** One scene of a merchant's day: what the till knows, what happens to the invoice, and what the screen says. */
export type Scenario = readonly [
  scene: string,
  facts: AssessmentFacts,
  events: readonly InvoiceEvent[],
  stands: `${InvoiceStatus}, ${InvoiceException}`,
  says: `${Answer}: ${VerdictReason}, ${Advice}`,
]

/** The fast chain read past the deadline, the slow one not. */
export const unreadSlow = [sightOf({ seconds: 901 }), sightOf({ chain: 'slow', seconds: 880 })]
/** No endpoint of the fast chain shows a fresh head. */
export const silentFast = [
  sightOf({}, { state: 'silent', problem: 'no fresh head' }),
  sightOf({ chain: 'slow' }),
]
/** The fast chain is read block by missed block. */
export const catchingUpFast = [
  sightOf({}, { state: 'catchingUp', headNumber: 500 }),
  sightOf({ chain: 'slow' }),
]
/** Everything read on the fast chain is final. */
export const finalFast = [sightOf({}, { finalizedNumber: 10 }), sightOf({ chain: 'slow' })]

/** Checks a scene, and that recording its result leaves nothing more to record. */
export function verifyScenario([, facts, events, stands, says]: Scenario): void {
  const assessment = assess(facts)
  const { status, exception, verdict } = assessment
  expect(assessment.events).toEqual(events)
  expect(`${status}, ${exception}`).toBe(stands)
  expect(`${verdict.answer}: ${verdict.reason}, ${verdict.advice}`).toBe(says)
  const again = assess(afterRecording(facts, assessment))
  expect(again).toEqual({ ...assessment, events: [], release: [], settle: [] })
}
