import { describe, expect, it } from 'vitest'
import { optionsOf, phaseOf, toneOf } from '../../../../renderer/src/screens/checkout/checkout-phase.ts'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { checkoutFixture } from './checkout-view-fixture.ts'

type Verdict = CheckoutView['verdict']
const view = (status: CheckoutView['status'], answer: Verdict['answer'], reason: Verdict['reason']) =>
  checkoutFixture({ status, verdict: { answer, reason, advice: 'showCode', evidence: [] } })

describe('phaseOf', () => {
  it.each([
    ['open', 'notPaid', 'waiting', false, 'collect'],
    ['open', 'cannotTell', 'sourceSilent', false, 'collect'],
    ['open', 'cannotTell', 'deadlineUnread', false, 'collect'],
    ['detected', 'notPaid', 'underpaid', false, 'collect'],
    ['detected', 'notPaid', 'waitingForRelease', false, 'release'],
    ['confirmed', 'paid', 'released', false, 'paid'],
    ['settled', 'paid', 'final', true, 'paid'],
    ['expired', 'notPaid', 'expired', false, 'over'],
    ['expired', 'notPaid', 'underpaidExpired', false, 'over'],
    ['void', 'notPaid', 'void', false, 'over'],
    ['open', 'cannotTell', 'reverted', false, 'alarm'],
    ['open', 'cannotTell', 'reverted', true, 'alarm'],
    ['detected', 'notPaid', 'waitingForRelease', true, 'alarm'],
    ['detected', 'notPaid', 'underpaid', true, 'alarm'],
    ['open', 'cannotTell', 'sourceSilent', true, 'alarm'],
  ] as const)(
    '%s, %s because %s, shown as paid before: %s, is %s',
    (status, answer, reason, wasPaid, phase) => {
      expect(phaseOf(view(status, answer, reason), wasPaid)).toBe(phase)
    },
  )
})

describe('toneOf', () => {
  it('gives every headline a look of its own', () => {
    const tones = (['Waiting', 'Detected', 'Paid', 'Not paid', 'Cannot tell'] as const).map(toneOf)
    expect(new Set(tones).size).toBe(5)
  })
})

describe('optionsOf', () => {
  it.each([
    ['open', { extend: true, cancel: true, startNew: false }],
    ['detected', { extend: true, cancel: true, startNew: false }],
    ['confirmed', { extend: false, cancel: false, startNew: true }],
    ['settled', { extend: false, cancel: false, startNew: true }],
    ['expired', { extend: true, cancel: false, startNew: true }],
    ['void', { extend: false, cancel: false, startNew: true }],
  ] as const)('offers for %s what the lifecycle allows', (status, expected) => {
    expect(optionsOf(view(status, 'notPaid', 'waiting'))).toEqual(expected)
  })
})
