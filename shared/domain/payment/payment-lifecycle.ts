import { reject, type Rejected } from '../../errors/rejected.ts'
import type { PaymentStatus } from './payment.ts'

/** What can happen to a payment. */
export type PaymentEvent = 'seen' | 'released' | 'finalized' | 'blockLost' | 'ignored'

const transitions = {
  detected: {
    seen: 'detected',
    released: 'confirmed',
    finalized: 'settled',
    blockLost: 'orphaned',
    ignored: 'ignored',
  },
  confirmed: { seen: 'confirmed', finalized: 'settled', blockLost: 'orphaned' },
  orphaned: { seen: 'detected', blockLost: 'orphaned' },
  settled: { seen: 'settled' },
  ignored: { seen: 'ignored', blockLost: 'ignored' },
} as const satisfies Record<PaymentStatus, Partial<Record<PaymentEvent, PaymentStatus>>>

/** The statuses that no event leaves. */
export const terminalPaymentStatuses = ['settled', 'ignored'] as const satisfies readonly PaymentStatus[]

/**
 * The status after an event. Pure and total.
 * @returns the next status, or `invoice.transitionRefused` naming both
 */
export function applyPaymentEvent(
  status: PaymentStatus,
  event: PaymentEvent,
): { ok: true; status: PaymentStatus } | Rejected {
  const row: Partial<Record<PaymentEvent, PaymentStatus>> = transitions[status]
  const next = row[event]
  return next === undefined
    ? reject('invoice.transitionRefused', { status, event })
    : { ok: true, status: next }
}

/** True while the chain, as last read, holds this money. */
export function isLive(status: PaymentStatus): boolean {
  return status === 'detected' || status === 'confirmed' || status === 'settled'
}
