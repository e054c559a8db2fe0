import { describe, expect, it } from 'vitest'
import type { OutboxCall } from '../../../../shared/domain/outbox/outbox-call.ts'
import {
  beginTry,
  cancel,
  endAgain,
  endDone,
  endRefused,
  giveUp,
  hasten,
  interruptTry,
  type OutboxStep,
} from '../../../../shared/domain/outbox/outbox-lifecycle.ts'
import { outboxLimits } from '../../../../shared/domain/outbox/outbox-limits.ts'

const queuedAt = 1_800_000_000_000
const now = queuedAt + 60_000
const error = { code: 'backend.unavailable', message: 'Nobody answers' } as const

const fresh: OutboxCall = {
  id: 'ref_1',
  kind: 'refund.send',
  subject: 'refund:1',
  body: { amount: '12.50' },
  state: 'pending',
  attempts: 0,
  createdAt: queuedAt,
  nextAt: queuedAt,
}
const tried: OutboxCall = { ...fresh, attempts: 3, lastTriedAt: queuedAt, lastError: error }
const sending: OutboxCall = { ...tried, state: 'sending', leaseUntil: now }
const undecided: OutboxCall = { ...tried, state: 'dead' }
const done: OutboxCall = { ...tried, state: 'done', endedAt: now, endedBecause: 'done' }
const refused: OutboxCall = { ...tried, state: 'dead', endedAt: now, endedBecause: 'refused' }
const standings = { fresh, tried, sending, undecided, done, refused } as const
type Standing = keyof typeof standings

const steps = {
  beginTry: (call: OutboxCall) => beginTry(call, now),
  endDone: (call: OutboxCall) => endDone(call, now),
  endRecorded: (call: OutboxCall) => endRefused(call, error, true, now),
  endUnrecorded: (call: OutboxCall) => endRefused(call, error, false, now),
  endAgain: (call: OutboxCall) => endAgain(call, error, { now, random: 0.5 }),
  interruptTry: (call: OutboxCall) => interruptTry(call, now),
  hasten: (call: OutboxCall) => hasten(call, now),
  cancel: (call: OutboxCall) => cancel(call, now),
  giveUp: (call: OutboxCall) => giveUp(call, now),
} as const
type Step = keyof typeof steps

function say(step: OutboxStep): string {
  if (!step.ok) return step.code
  const { state, endedBecause } = step.call
  return endedBecause === undefined ? state : `${state} (${endedBecause})`
}

const ended = 'outbox.ended'
const busy = 'outbox.sending'
const idle = 'outbox.notSending'

/** Every step from every standing; the columns stand in the order of `standings`. */
const table: readonly (readonly [Step, ...(readonly string[])])[] = [
  ['beginTry', 'sending', 'sending', busy, idle, ended, ended],
  ['endDone', idle, idle, 'done (done)', idle, ended, ended],
  ['endRecorded', idle, idle, 'dead (refused)', idle, ended, ended],
  ['endUnrecorded', idle, idle, 'dead', idle, ended, ended],
  ['endAgain', idle, idle, 'pending', idle, ended, ended],
  ['interruptTry', idle, idle, 'pending', idle, ended, ended],
  ['hasten', 'pending', 'pending', 'sending', 'pending', ended, ended],
  ['cancel', 'dead (cancelled)', idle, busy, idle, ended, ended],
  ['giveUp', 'dead (givenUp)', 'dead (givenUp)', busy, 'dead (givenUp)', ended, ended],
]
const rows = table.flatMap(([step, ...expected]) =>
  Object.keys(standings).map((standing, index) => [step, standing as Standing, expected[index]] as const),
)

/** A call that was tried so often, so long after it was queued, and failed again. */
function failAgain(attempts: number, ageMs: number): OutboxStep {
  return endAgain({ ...sending, attempts }, error, { now: queuedAt + ageMs, random: 0 })
}

describe('the steps of a call', () => {
  it.each(rows)('%s of a call that is %s: %s', (step, standing, expected) => {
    expect(say(steps[step](standings[standing]))).toBe(expected)
  })

  it('counts a try and writes its lease before anything leaves', () => {
    expect(beginTry(tried, now)).toMatchObject({
      ok: true,
      call: { attempts: 4, lastTriedAt: now, leaseUntil: now + outboxLimits.leaseMs },
    })
  })

  it.each(['endDone', 'endRecorded', 'endUnrecorded', 'endAgain', 'interruptTry'] as const)(
    'leaves no lease behind after %s',
    (step) => {
      const after = steps[step](sending)
      expect(after.ok && 'leaseUntil' in after.call).toBe(false)
    },
  )

  it('keeps a sentence of an error short', () => {
    const long = { ...error, message: 'x'.repeat(5_000) }
    const after = endAgain(sending, long, { now, random: 0 })
    expect(after.ok && after.call.lastError?.message.length).toBe(outboxLimits.messageMax)
  })

  it.each([
    // attempts, days since it was queued, state
    [outboxLimits.attemptsMax - 1, 30, 'pending'],
    [outboxLimits.attemptsMax, 3, 'pending'],
    [outboxLimits.attemptsMax, 4, 'dead'],
    [outboxLimits.attemptsMax * 5, 1, 'pending'],
    [1, 365, 'pending'],
  ])('after %i tries and %i days is %s', (attempts, days, state) => {
    expect(say(failAgain(attempts, days * 86_400_000))).toBe(state)
  })

  it.each([
    [0, 1_000],
    [60_000, 60_000],
    [86_400_000, 600_000],
  ])('heeds a pause of %i ms that the other side asks for as %i ms', (afterMs, expected) => {
    const after = endAgain({ ...sending, attempts: 1 }, error, { now, random: 0.5, afterMs })
    expect(after.ok && after.call.nextAt - now).toBe(expected)
  })
})
