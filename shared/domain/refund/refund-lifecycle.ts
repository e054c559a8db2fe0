import { reject, type Rejected } from '../../errors/rejected.ts'
import type { RefundStatus } from './refund.ts'

/**
 * What can happen to a refund. `answerLost`: it may or may not have been taken. `provenAbsent`: a look-up under its id says
 * that it never was, so that the same call may be sent again. `blockLost`: a reorganisation took its block.
 */
export type RefundEvent =
  | 'approved'
  | 'declined'
  | 'cancelled'
  | 'reserved'
  | 'taken'
  | 'broadcast'
  | 'confirmed'
  | 'failed'
  | 'answerLost'
  | 'provenAbsent'
  | 'blockLost'

// What a poll says may come before the answer to the call, and may leave steps out.
const seen = { taken: 'submitted', broadcast: 'broadcast', confirmed: 'confirmed', failed: 'failed' } as const

const transitions = {
  requested: { approved: 'approved', declined: 'declined', cancelled: 'cancelled' },
  approved: { reserved: 'reserved', cancelled: 'cancelled' },
  // Whether the call has left is known to the outbox alone, which cancels both in one transaction or neither.
  reserved: { ...seen, cancelled: 'cancelled', answerLost: 'unknown' },
  submitted: { ...seen, answerLost: 'submitted' },
  broadcast: {
    taken: 'broadcast',
    broadcast: 'broadcast',
    confirmed: 'confirmed',
    failed: 'failed',
    blockLost: 'submitted',
  },
  // Money that went is not taken back by a late answer; only the chain can do that.
  confirmed: { taken: 'confirmed', broadcast: 'confirmed', confirmed: 'confirmed', blockLost: 'submitted' },
  unknown: { ...seen, answerLost: 'unknown', provenAbsent: 'reserved' },
  declined: {},
  cancelled: {},
  failed: { failed: 'failed' },
} as const satisfies Record<RefundStatus, Partial<Record<RefundEvent, RefundStatus>>>

/**
 * The status after an event. Pure and total.
 * @returns the next status, or `refund.transitionRefused` naming both
 */
export function applyRefundEvent(
  status: RefundStatus,
  event: RefundEvent,
): { ok: true; status: RefundStatus } | Rejected {
  const row: Partial<Record<RefundEvent, RefundStatus>> = transitions[status]
  const next = row[event]
  return next === undefined
    ? reject('refund.transitionRefused', { status, event })
    : { ok: true, status: next }
}

/** True while the money of a refund is promised, gone or perhaps gone: it cannot be given back a second time. */
export function holdsMoney(status: RefundStatus): boolean {
  return (
    status === 'reserved' ||
    status === 'submitted' ||
    status === 'broadcast' ||
    status === 'confirmed' ||
    status === 'unknown'
  )
}
