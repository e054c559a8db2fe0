import { describe, expect, it } from 'vitest'
import { applyPayoutEvent, type PayoutEvent } from '../../../../shared/domain/payout/payout-lifecycle.ts'
import { payoutStatuses, type PayoutStatus } from '../../../../shared/domain/payout/payout.ts'

const events = [
  'approved',
  'cancelled',
  'taken',
  'processing',
  'paid',
  'failed',
  'answerLost',
  'provenAbsent',
  'creditedBack',
] as const satisfies readonly PayoutEvent[]

/** Every pair, written out by hand; `-` is forbidden. Columns are the events above, in that order. */
const table: Readonly<Record<PayoutStatus, readonly (PayoutStatus | '-')[]>> = {
  requested: ['approved', 'cancelled', '-', '-', '-', '-', '-', '-', '-'],
  approved: ['-', 'cancelled', 'submitted', 'processing', 'paid', 'failed', 'unknown', '-', '-'],
  submitted: ['-', '-', 'submitted', 'processing', 'paid', 'failed', 'submitted', '-', 'returned'],
  processing: ['-', '-', 'processing', 'processing', 'paid', 'failed', '-', '-', 'returned'],
  paid: ['-', '-', 'paid', 'paid', 'paid', '-', '-', '-', 'returned'],
  cancelled: ['-', '-', '-', '-', '-', '-', '-', '-', '-'],
  failed: ['-', '-', '-', '-', '-', 'failed', '-', '-', '-'],
  returned: ['-', '-', '-', '-', 'returned', '-', '-', '-', 'returned'],
  unknown: ['-', '-', 'submitted', 'processing', 'paid', 'failed', 'unknown', 'approved', '-'],
}

const pairs = payoutStatuses.flatMap((status) =>
  events.map((event, index) => [status, event, table[status][index] ?? '-'] as const),
)

describe('applyPayoutEvent', () => {
  it.each(pairs)('%s, %s: %s', (status, event, expected) => {
    const applied = applyPayoutEvent(status, event)
    if (expected === '-')
      expect(applied).toEqual({ ok: false, code: 'payout.transitionRefused', details: { status, event } })
    else expect(applied).toEqual({ ok: true, status: expected })
  })

  it('knows every pair: 9 statuses and 9 events', () => expect(pairs).toHaveLength(81))

  it('never calls money paid again that came back', () => {
    const reached = events.flatMap((event) => {
      const applied = applyPayoutEvent('returned', event)
      return applied.ok ? [applied.status] : []
    })
    expect(reached).toEqual(['returned', 'returned'])
  })
})
