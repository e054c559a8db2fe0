import { describe, expect, it } from 'vitest'
import { openRateBudget, type RateClass } from '../../../../electron/backends/paxos/rate-budget.ts'

const minute = 60_000

function open(share = 1) {
  const time = { now: 1_000_000_000_000 }
  const budget = openRateBudget(share, () => time.now)
  const isOpen = (kind: RateClass = 'other'): boolean => {
    try {
      budget.take(kind)
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'backend.rateLimited' })
      return false
    }
  }
  const spend = (kind: RateClass): number => {
    let count = 0
    while (count < 100_000 && isOpen(kind)) count += 1
    return count
  }
  return { time, budget, isOpen, spend }
}

describe('openRateBudget', () => {
  it.each([
    ['token', 1, 300],
    ['withdrawal', 1, 6_000],
    ['other', 1, 15_000],
    ['other', 0.25, 3_750],
    ['token', 0.1, 30],
    ['token', 0.000_1, 1],
  ] as const)('allows a till %s calls with a share of %d: %i in five minutes', (kind, share, calls) => {
    expect(open(share).spend(kind)).toBe(calls)
  })

  it('counts each kind for itself, and forgets what is five minutes old', () => {
    const { time, isOpen, spend } = open()
    spend('token')
    expect(isOpen('other')).toBe(true)
    time.now += 5 * minute - 1_000
    expect(isOpen('token')).toBe(false)
    time.now += 2_000
    expect(spend('token')).toBe(300)
  })

  it('names a moment at which it is really open again', () => {
    const { time, budget, spend } = open()
    spend('token')
    let until = 0
    try {
      budget.take('token')
    } catch (error) {
      until = Number((error as { details: { until: number } }).details.until)
    }
    time.now = until
    expect(() => budget.take('token')).not.toThrow()
  })

  it('asks nothing of any kind for five minutes after it was too much', () => {
    const { time, budget, isOpen } = open()
    budget.close()
    expect(budget.openAt()).toBe(time.now + 5 * minute)
    time.now += 5 * minute - 1
    for (const kind of ['token', 'withdrawal', 'other'] as const) expect(isOpen(kind)).toBe(false)
    time.now += 1
    for (const kind of ['token', 'withdrawal', 'other'] as const) expect(isOpen(kind)).toBe(true)
  })

  it('stays closed no longer than five minutes when the clock is set back', () => {
    const { time, budget, isOpen } = open()
    budget.close()
    time.now -= 60 * minute
    expect(isOpen()).toBe(false)
    time.now += 5 * minute
    expect(isOpen()).toBe(true)
  })
})
