import { describe, expect, it } from 'vitest'
import {
  applyPaymentEvent,
  isLive,
  terminalPaymentStatuses,
  type PaymentEvent,
} from '../../../../shared/domain/payment/payment-lifecycle.ts'
import { paymentKey, type PaymentStatus } from '../../../../shared/domain/payment/payment.ts'
import { hashOf } from '../verdict/scene.ts'

const events = [
  'seen',
  'released',
  'finalized',
  'blockLost',
  'ignored',
] as const satisfies readonly PaymentEvent[]

/** Every pair, written out by hand; `-` is forbidden. Columns are the events above, in that order. */
const table: Readonly<Record<PaymentStatus, readonly (PaymentStatus | '-')[]>> = {
  detected: ['detected', 'confirmed', 'settled', 'orphaned', 'ignored'],
  confirmed: ['confirmed', '-', 'settled', 'orphaned', '-'],
  settled: ['settled', '-', '-', '-', '-'],
  orphaned: ['detected', '-', '-', 'orphaned', '-'],
  ignored: ['ignored', '-', '-', 'ignored', '-'],
}
const statuses: readonly PaymentStatus[] = ['detected', 'confirmed', 'settled', 'orphaned', 'ignored']
const pairs = statuses.flatMap((status) =>
  events.map((event, index) => [status, event, table[status][index] ?? '-'] as const),
)

describe('applyPaymentEvent', () => {
  it.each(pairs)('%s, %s: %s', (status, event, expected) => {
    const applied = applyPaymentEvent(status, event)
    if (expected === '-') {
      expect(applied).toEqual({ ok: false, code: 'invoice.transitionRefused', details: { status, event } })
    } else {
      expect(applied).toEqual({ ok: true, status: expected })
    }
  })

  it('knows every pair: 5 statuses and 5 events', () => expect(pairs).toHaveLength(25))

  it('makes money that came back gather its depth again: an orphaned payment is only ever detected', () => {
    expect(applyPaymentEvent('orphaned', 'seen')).toEqual({ ok: true, status: 'detected' })
    expect(applyPaymentEvent('orphaned', 'released').ok).toBe(false)
    expect(applyPaymentEvent('orphaned', 'finalized').ok).toBe(false)
  })

  it('reads the same block twice without harm: seeing a payment again never moves a live one', () => {
    for (const status of statuses.filter(isLive))
      expect(applyPaymentEvent(status, 'seen')).toEqual({ ok: true, status })
  })
})

describe('terminalPaymentStatuses', () => {
  it('are exactly the statuses that no event leaves', () => {
    const stays = statuses.filter((status) =>
      events.every((event) => {
        const applied = applyPaymentEvent(status, event)
        return !applied.ok || applied.status === status
      }),
    )
    expect([...terminalPaymentStatuses].toSorted()).toEqual(stays.toSorted())
  })
})

describe('isLive', () => {
  it.each([
    ['detected', true],
    ['confirmed', true],
    ['settled', true],
    ['orphaned', false],
    ['ignored', false],
  ] as const)('a %s payment: %s', (status, expected) => expect(isLive(status)).toBe(expected))
})

describe('paymentKey', () => {
  it('names the log and not the transaction: one transaction carries several credits', () => {
    const keys = [
      paymentKey('base', hashOf(1), 0),
      paymentKey('base', hashOf(1), 1),
      paymentKey('ink', hashOf(1), 0),
      paymentKey('base', hashOf(2), 0),
    ]
    expect(new Set(keys).size).toBe(4)
    expect(paymentKey('base', hashOf(1), 0)).toBe(keys[0])
  })
})
