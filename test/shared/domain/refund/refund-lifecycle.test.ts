import { describe, expect, it } from 'vitest'
import {
  applyRefundEvent,
  holdsMoney,
  type RefundEvent,
} from '../../../../shared/domain/refund/refund-lifecycle.ts'
import { refundStatuses, type RefundStatus } from '../../../../shared/domain/refund/refund.ts'

const events = [
  'approved',
  'declined',
  'cancelled',
  'reserved',
  'taken',
  'broadcast',
  'confirmed',
  'failed',
  'answerLost',
  'provenAbsent',
  'blockLost',
] as const satisfies readonly RefundEvent[]

/** Every pair, written out by hand; `-` is forbidden. Columns are the events above, in that order. */
const table: Readonly<Record<RefundStatus, readonly (RefundStatus | '-')[]>> = {
  requested: ['approved', 'declined', 'cancelled', '-', '-', '-', '-', '-', '-', '-', '-'],
  approved: ['-', '-', 'cancelled', 'reserved', '-', '-', '-', '-', '-', '-', '-'],
  reserved: [
    '-',
    '-',
    'cancelled',
    '-',
    'submitted',
    'broadcast',
    'confirmed',
    'failed',
    'unknown',
    '-',
    '-',
  ],
  submitted: ['-', '-', '-', '-', 'submitted', 'broadcast', 'confirmed', 'failed', 'submitted', '-', '-'],
  broadcast: ['-', '-', '-', '-', 'broadcast', 'broadcast', 'confirmed', 'failed', '-', '-', 'submitted'],
  confirmed: ['-', '-', '-', '-', 'confirmed', 'confirmed', 'confirmed', '-', '-', '-', 'submitted'],
  unknown: ['-', '-', '-', '-', 'submitted', 'broadcast', 'confirmed', 'failed', 'unknown', 'reserved', '-'],
  declined: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  cancelled: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  failed: ['-', '-', '-', '-', '-', '-', '-', 'failed', '-', '-', '-'],
}

const pairs = refundStatuses.flatMap((status) =>
  events.map((event, index) => [status, event, table[status][index] ?? '-'] as const),
)

describe('applyRefundEvent', () => {
  it.each(pairs)('%s, %s: %s', (status, event, expected) => {
    const applied = applyRefundEvent(status, event)
    if (expected === '-')
      expect(applied).toEqual({ ok: false, code: 'refund.transitionRefused', details: { status, event } })
    else expect(applied).toEqual({ ok: true, status: expected })
  })

  it('knows every pair: 10 statuses and 11 events', () => expect(pairs).toHaveLength(110))

  it('lets go of money only where nobody can have taken it', () => {
    for (const [status, event] of pairs) {
      const applied = applyRefundEvent(status, event)
      if (!applied.ok || !holdsMoney(status) || holdsMoney(applied.status)) continue
      expect(['failed', 'cancelled'], `${status} by ${event}`).toContain(event)
      if (event === 'cancelled') expect(status).toBe('reserved')
    }
  })

  it('sends again only what a look-up has proven absent', () => {
    const back = pairs.filter(([status, , next]) => next === 'reserved' && status !== 'approved')
    expect(back.map(([status, event]) => [status, event])).toEqual([['unknown', 'provenAbsent']])
  })
})
