import { reject, type Rejected } from '../../errors/rejected.ts'
import type { PayoutStatus } from './payout.ts'

/** What can happen to a payout. `creditedBack`: money of a payout that was called paid came back to the balance. */
export type PayoutEvent =
  | 'approved'
  | 'cancelled'
  | 'taken'
  | 'processing'
  | 'paid'
  | 'failed'
  | 'answerLost'
  | 'provenAbsent'
  | 'creditedBack'

const seen = { taken: 'submitted', processing: 'processing', paid: 'paid', failed: 'failed' } as const

const transitions = {
  requested: { approved: 'approved', cancelled: 'cancelled' },
  // The call is in the outbox from the approval on; until it has left it can be cancelled with its row.
  approved: { ...seen, cancelled: 'cancelled', answerLost: 'unknown' },
  submitted: { ...seen, answerLost: 'submitted', creditedBack: 'returned' },
  processing: {
    taken: 'processing',
    processing: 'processing',
    paid: 'paid',
    failed: 'failed',
    creditedBack: 'returned',
  },
  // The backend's own record stays "completed" when a bank refuses later; only the credit tells.
  paid: { taken: 'paid', processing: 'paid', paid: 'paid', creditedBack: 'returned' },
  unknown: { ...seen, answerLost: 'unknown', provenAbsent: 'approved' },
  cancelled: {},
  failed: { failed: 'failed' },
  returned: { paid: 'returned', creditedBack: 'returned' },
} as const satisfies Record<PayoutStatus, Partial<Record<PayoutEvent, PayoutStatus>>>

/**
 * The status after an event. Pure and total.
 * @returns the next status, or `payout.transitionRefused` naming both
 */
export function applyPayoutEvent(
  status: PayoutStatus,
  event: PayoutEvent,
): { ok: true; status: PayoutStatus } | Rejected {
  const row: Partial<Record<PayoutEvent, PayoutStatus>> = transitions[status]
  const next = row[event]
  return next === undefined
    ? reject('payout.transitionRefused', { status, event })
    : { ok: true, status: next }
}
