import { describe, expect, it } from 'vitest'
import { refundStatuses } from '../../../../shared/domain/refund/refund.ts'
import { isRefundTab, refundTabs, stepsOf } from '../../../../renderer/src/screens/refunds/refund-status.ts'

const requestedAt = 1_000

describe('refundTabs', () => {
  it('shows every status under just one heading', () => {
    const shown = [...refundTabs.waiting, ...refundTabs.moving, ...refundTabs.done, ...refundTabs.ended]
    expect(shown.toSorted()).toEqual([...refundStatuses].toSorted())
  })
})

describe('isRefundTab', () => {
  it('knows its headings and nothing else', () => {
    expect(isRefundTab('moving')).toBe(true)
    expect(isRefundTab('toString')).toBe(false)
  })
})

describe('stepsOf', () => {
  const states = (status: (typeof refundStatuses)[number]) =>
    stepsOf({ status, requestedAt }, {}).map(({ state }) => state)

  it.each([
    ['requested', ['done', 'now', 'open', 'open', 'open']],
    ['reserved', ['done', 'done', 'now', 'open', 'open']],
    ['submitted', ['done', 'done', 'done', 'now', 'open']],
    ['broadcast', ['done', 'done', 'done', 'done', 'now']],
    ['confirmed', ['done', 'done', 'done', 'done', 'done']],
    ['unknown', ['done', 'done', 'unsure', 'open', 'open']],
  ] as const)('shows where a refund stands that is %s', (status, expected) => {
    expect(states(status)).toEqual(expected)
  })

  it.each(['failed', 'declined', 'cancelled'] as const)(
    'has no step under way once a refund is %s',
    (status) => {
      expect(states(status)).not.toContain('now')
      expect(states(status)).not.toContain('unsure')
    },
  )

  it('says when a step was only where the till has said so', () => {
    const steps = stepsOf({ status: 'broadcast', requestedAt }, { reserved: 2_000, confirmed: 9_000 })
    expect(steps.map(({ at }) => at)).toEqual([1_000, 2_000, undefined, undefined, undefined])
  })
})
