import { describe, expect, it } from 'vitest'
import { bankState } from '../../../../renderer/src/screens/payouts/bank-state.ts'

describe('bankState', () => {
  it.each([
    ['requested', 'notSent', false, 'toApprove'],
    ['declined', 'notSent', false, 'declined'],
    ['removed', 'approved', false, 'removed'],
    ['approved', 'notSent', false, 'sending'],
    ['approved', 'pending', false, 'inReview'],
    ['approved', 'rejected', false, 'rejected'],
    ['approved', 'unknown', false, 'unclear'],
    ['approved', 'approved', false, 'coolingOff'],
    ['approved', 'approved', true, 'ready'],
  ] as const)(
    'says of an account that is %s by the shop and %s by the review',
    (status, review, isPayable, state) => {
      expect(bankState({ status, review, isPayable })).toBe(state)
    },
  )
})
