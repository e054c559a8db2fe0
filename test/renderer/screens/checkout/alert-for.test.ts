import { describe, expect, it } from 'vitest'
import { alertFor } from '../../../../renderer/src/screens/checkout/alert-for.ts'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

type Reason = CheckoutView['verdict']['reason']
const answers = { Paid: 'paid', 'Cannot tell': 'cannotTell' } as const
const state = (headline: CheckoutView['headline'], reason: Reason) => ({
  headline,
  verdict: {
    answer: headline === 'Paid' || headline === 'Cannot tell' ? answers[headline] : ('notPaid' as const),
    reason,
    advice: 'showCode' as const,
    evidence: [],
  },
})
const waiting = state('Waiting', 'waiting')
const detected = state('Detected', 'waitingForRelease')
const paid = state('Paid', 'released')
const reverted = state('Cannot tell', 'reverted')

describe('alertFor', () => {
  it.each([
    ['money is seen', waiting, detected, 'detected'],
    ['money is confirmed', detected, paid, 'paid'],
    ['money is confirmed at once', waiting, paid, 'paid'],
    ['paid becomes final', paid, state('Paid', 'final'), undefined],
    ['nothing changes', waiting, waiting, undefined],
    ['the network goes silent', waiting, state('Cannot tell', 'sourceSilent'), undefined],
    ['a payment disappears', paid, reverted, 'alarm'],
    ['a payment loses its depth', paid, detected, 'alarm'],
    ['the alarm has sounded already', reverted, reverted, undefined],
    ['the payment comes back', reverted, paid, 'paid'],
  ])('when %s', (_when, before, after, expected) => {
    expect(alertFor(before, after)).toBe(expected)
  })

  it('is silent for the first view of a checkout', () => {
    for (const first of [waiting, detected, paid]) expect(alertFor(undefined, first)).toBeUndefined()
  })

  it('still sounds the alarm that happened while nobody looked', () => {
    expect(alertFor(undefined, reverted)).toBe('alarm')
  })
})
