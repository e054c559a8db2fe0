import { describe, expect, it } from 'vitest'
import {
  applyInvoiceEvent,
  terminalInvoiceStatuses,
  type InvoiceEvent,
} from '../../../../shared/domain/invoice/invoice-lifecycle.ts'
import type { InvoiceStatus } from '../../../../shared/domain/invoice/invoice.ts'

const events = [
  'paymentDetected',
  'paymentsDropped',
  'releaseMet',
  'releaseLost',
  'finalized',
  'deadlineReached',
  'extended',
  'voided',
] as const satisfies readonly InvoiceEvent[]

/** Every pair, written out by hand; `-` is forbidden. Columns are the events above, in that order. */
const table: Readonly<Record<InvoiceStatus, readonly (InvoiceStatus | '-')[]>> = {
  open: ['detected', '-', '-', '-', '-', 'expired', 'open', 'void'],
  detected: ['detected', 'open', 'confirmed', '-', '-', 'expired', 'detected', 'void'],
  confirmed: ['confirmed', 'open', '-', 'detected', 'settled', '-', '-', '-'],
  settled: ['settled', '-', '-', '-', '-', '-', '-', '-'],
  expired: ['detected', 'expired', '-', '-', '-', '-', 'open', '-'],
  void: ['void', 'void', '-', '-', '-', '-', '-', '-'],
}
const statuses: readonly InvoiceStatus[] = ['open', 'detected', 'confirmed', 'settled', 'expired', 'void']

const pairs = statuses.flatMap((status) =>
  events.map((event, index) => [status, event, table[status][index] ?? '-'] as const),
)

describe('applyInvoiceEvent', () => {
  it.each(pairs)('%s, %s: %s', (status, event, expected) => {
    const applied = applyInvoiceEvent(status, event)
    if (expected === '-') {
      expect(applied).toEqual({ ok: false, code: 'invoice.transitionRefused', details: { status, event } })
    } else {
      expect(applied).toEqual({ ok: true, status: expected })
    }
  })

  it('knows every pair: 6 statuses and 8 events', () => expect(pairs).toHaveLength(48))

  it('never lets a person cancel or a clock expire a sale that is paid', () => {
    for (const status of ['confirmed', 'settled'] as const)
      for (const event of ['voided', 'deadlineReached'] as const)
        expect(applyInvoiceEvent(status, event).ok).toBe(false)
  })

  it('takes money in every status: it is never refused', () => {
    for (const status of statuses) expect(applyInvoiceEvent(status, 'paymentDetected').ok).toBe(true)
  })

  it('reaches paid only from detected, and final only from paid', () => {
    const reach = (target: InvoiceStatus): readonly InvoiceStatus[] =>
      statuses.filter(
        (status) =>
          status !== target &&
          events.some((event) => {
            const applied = applyInvoiceEvent(status, event)
            return applied.ok && applied.status === target
          }),
      )
    expect(reach('confirmed')).toEqual(['detected'])
    expect(reach('settled')).toEqual(['confirmed'])
  })
})

describe('terminalInvoiceStatuses', () => {
  it('are exactly the statuses that no event leaves', () => {
    const stays = statuses.filter((status) =>
      events.every((event) => {
        const applied = applyInvoiceEvent(status, event)
        return !applied.ok || applied.status === status
      }),
    )
    expect([...terminalInvoiceStatuses].toSorted()).toEqual(stays.toSorted())
  })
})
