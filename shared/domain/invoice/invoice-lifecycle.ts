import { reject, type Rejected } from '../../errors/rejected.ts'
import type { InvoiceStatus } from './invoice.ts'

/** What can happen to an invoice. Chain facts go backwards: `paymentsDropped` and `releaseLost` are ordinary events. */
export type InvoiceEvent =
  | 'paymentDetected'
  | 'paymentsDropped'
  | 'releaseMet'
  | 'releaseLost'
  | 'finalized'
  | 'deadlineReached'
  | 'extended'
  | 'voided'

const transitions = {
  open: { paymentDetected: 'detected', deadlineReached: 'expired', extended: 'open', voided: 'void' },
  // After a drop the deadline is applied again, to the open invoice.
  detected: {
    paymentDetected: 'detected',
    paymentsDropped: 'open',
    releaseMet: 'confirmed',
    deadlineReached: 'expired',
    extended: 'detected',
    voided: 'void',
  },
  confirmed: {
    paymentDetected: 'confirmed',
    releaseLost: 'detected',
    paymentsDropped: 'open',
    finalized: 'settled',
  },
  // Money that comes later is still money: it is recorded beside a settled invoice.
  settled: { paymentDetected: 'settled' },
  // `extended` re-opens a sale whose customer came back with the phone in hand.
  expired: { paymentDetected: 'detected', paymentsDropped: 'expired', extended: 'open' },
  void: { paymentDetected: 'void', paymentsDropped: 'void' },
} as const satisfies Record<InvoiceStatus, Partial<Record<InvoiceEvent, InvoiceStatus>>>

/** The statuses that no event leaves. */
export const terminalInvoiceStatuses = ['settled', 'void'] as const satisfies readonly InvoiceStatus[]

/**
 * The status after an event. Pure and total.
 * @returns the next status, or `invoice.transitionRefused` naming both
 */
export function applyInvoiceEvent(
  status: InvoiceStatus,
  event: InvoiceEvent,
): { ok: true; status: InvoiceStatus } | Rejected {
  const row: Partial<Record<InvoiceEvent, InvoiceStatus>> = transitions[status]
  const next = row[event]
  return next === undefined
    ? reject('invoice.transitionRefused', { status, event })
    : { ok: true, status: next }
}
