import { describe, expect, it } from 'vitest'
import { payoutStatuses } from '../../../../shared/domain/payout/payout.ts'
import { payoutLooks, stepsOf } from '../../../../renderer/src/screens/payouts/payout-status.ts'

const at = 1_000
const statesOf = (status: (typeof payoutStatuses)[number]) =>
  stepsOf({ status, requestedAt: at }, {}).map(({ state }) => state)

describe('stepsOf', () => {
  it.each([
    ['requested', ['done', 'now', 'open', 'open', 'open']],
    ['approved', ['done', 'done', 'now', 'open', 'open']],
    ['submitted', ['done', 'done', 'done', 'now', 'open']],
    ['processing', ['done', 'done', 'done', 'done', 'now']],
    ['paid', ['done', 'done', 'done', 'done', 'done']],
    ['unknown', ['done', 'done', 'unsure', 'open', 'open']],
    ['failed', ['done', 'done', 'open', 'open', 'open']],
    ['cancelled', ['done', 'open', 'open', 'open', 'open']],
    ['returned', ['done', 'done', 'done', 'done', 'done', 'unsure']],
  ] as const)('shows a payout that is %s', (status, states) => {
    expect(statesOf(status)).toEqual(states)
  })

  it('says when a step was only where it was told, and only of steps that are behind', () => {
    const steps = stepsOf({ status: 'submitted', requestedAt: 1, approvedAt: 2 }, { submitted: 3, paid: 4 })
    expect(steps.map((step) => step.at)).toEqual([1, 2, 3, undefined, undefined])
  })
})

describe('payoutLooks', () => {
  it('never shows a payout whose outcome nobody knows as failed', () => {
    expect(payoutLooks.unknown.tone).toBe('unsure')
    expect(Object.keys(payoutLooks).toSorted()).toEqual([...payoutStatuses].toSorted())
  })
})
