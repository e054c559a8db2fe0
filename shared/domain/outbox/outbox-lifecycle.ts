import type { ErrorCode } from '../../errors/codes.ts'
import { reject, type Rejected } from '../../errors/rejected.ts'
import { outboxLimits } from './outbox-limits.ts'
import type { OutboxCall, OutboxEnding } from './outbox-call.ts'
import { delayMaxMs, retryDelayMs } from './retry-delay.ts'

/** A call after a step, or why the step is not allowed where it stands. */
export type OutboxStep = Readonly<{ ok: true; call: OutboxCall }> | Rejected

type CallError = Readonly<{ code: ErrorCode; message: string }>

/** Why a step is not allowed for a call as it stands. */
function refuse({ id, state, endedAt }: OutboxCall): Rejected {
  if (endedAt !== undefined) return reject('outbox.ended', { id })
  return reject(state === 'sending' ? 'outbox.sending' : 'outbox.notSending', { id, state })
}

function withoutLease(call: OutboxCall): OutboxCall {
  const { leaseUntil: _, ...rest } = call
  return rest
}

function short({ code, message }: CallError): CallError {
  return { code, message: message.slice(0, outboxLimits.messageMax) }
}

function end(call: OutboxCall, because: OutboxEnding, now: number): OutboxStep {
  const state = because === 'done' ? 'done' : 'dead'
  return { ok: true, call: { ...withoutLease(call), state, endedAt: now, endedBecause: because } }
}

/** Takes a call out to be sent. The try is counted and its lease written before anything leaves. */
export function beginTry(call: OutboxCall, now: number): OutboxStep {
  if (call.state !== 'pending') return refuse(call)
  return {
    ok: true,
    call: {
      ...call,
      state: 'sending',
      attempts: call.attempts + 1,
      lastTriedAt: now,
      leaseUntil: now + outboxLimits.leaseMs,
    },
  }
}

/** The other side has done it. */
export function endDone(call: OutboxCall, now: number): OutboxStep {
  return call.state === 'sending' ? end(call, 'done', now) : refuse(call)
}

/**
 * The other side refused it for good.
 * @param isRecorded whether the owner has recorded that: then the call has ended, else it waits for a person
 */
export function endRefused(call: OutboxCall, error: CallError, isRecorded: boolean, now: number): OutboxStep {
  if (call.state !== 'sending') return refuse(call)
  const refused = { ...withoutLease(call), lastError: short(error) }
  if (isRecorded) return end(refused, 'refused', now)
  return { ok: true, call: { ...refused, state: 'dead' } }
}

/**
 * A try that came to nothing, or to nobody knows what: the call waits for the next one. After its limit of tries, and no
 * sooner than four days after it was queued, it waits for a person instead.
 * @param random a number from 0 up to but excluding 1
 * @param afterMs a pause that the other side asked for; at most ten minutes of it are heeded
 */
export function endAgain(
  call: OutboxCall,
  error: CallError,
  { now, random, afterMs = 0 }: Readonly<{ now: number; random: number; afterMs?: number | undefined }>,
): OutboxStep {
  if (call.state !== 'sending') return refuse(call)
  const failed = { ...withoutLease(call), lastError: short(error) }
  const isSpent = call.attempts >= outboxLimits.attemptsMax && now - call.createdAt >= outboxLimits.patienceMs
  if (isSpent) return { ok: true, call: { ...failed, state: 'dead' } }
  const delayMs = Math.min(delayMaxMs, Math.max(afterMs, retryDelayMs(call.attempts, random)))
  return { ok: true, call: { ...failed, state: 'pending', nextAt: now + delayMs } }
}

/** A try that the till did not live to see the end of: it may have left, and is looked into at once. */
export function interruptTry(call: OutboxCall, now: number): OutboxStep {
  if (call.state !== 'sending') return refuse(call)
  return { ok: true, call: { ...withoutLease(call), state: 'pending', nextAt: now } }
}

/** A person wants it tried now; one that is dead and undecided gets one more try. */
export function hasten(call: OutboxCall, now: number): OutboxStep {
  if (call.endedAt !== undefined) return refuse(call)
  if (call.state === 'sending') return { ok: true, call }
  return { ok: true, call: { ...call, state: 'pending', nextAt: now } }
}

/** Calls it off, which only what has certainly never left allows. */
export function cancel(call: OutboxCall, now: number): OutboxStep {
  if (call.state !== 'pending' || call.attempts > 0) return refuse(call)
  return end(call, 'cancelled', now)
}

/** A person gives it up; never while a try is under way. */
export function giveUp(call: OutboxCall, now: number): OutboxStep {
  if (call.endedAt !== undefined || call.state === 'sending') return refuse(call)
  return end(call, 'givenUp', now)
}
