import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatClock,
  secondsLeft,
  secondsToRelease,
  shareLeft,
} from '../../../../renderer/src/screens/checkout/countdown.ts'

const deadline = { openedAt: 1_000_000, now: 1_060_000, expiresAt: 1_300_000 }

describe('secondsLeft', () => {
  it("counts from the terminal's clock and what has passed here", () => {
    expect(secondsLeft(deadline, 0)).toBe(240)
    expect(secondsLeft(deadline, 1)).toBe(240)
    expect(secondsLeft(deadline, 1_000)).toBe(239)
  })

  it('stops at zero instead of going below', () => {
    expect(secondsLeft(deadline, 240_000)).toBe(0)
    expect(secondsLeft(deadline, 9_000_000)).toBe(0)
  })

  it('never grows while time passes', () => {
    fc.assert(
      fc.property(fc.nat(600_000), fc.nat(600_000), (first, more) => {
        expect(secondsLeft(deadline, first + more)).toBeLessThanOrEqual(secondsLeft(deadline, first))
      }),
    )
  })

  it('ignores a clock that seems to go backwards', () => {
    expect(secondsLeft(deadline, -5_000)).toBe(240)
  })
})

describe('secondsToRelease', () => {
  it.each([
    [12, 0, 12],
    [12, 2_500, 10],
    [12, 60_000, 0],
  ])('%i s, %i ms later, reads %i s', (seconds, elapsedMs, expected) => {
    expect(secondsToRelease(seconds, elapsedMs)).toBe(expected)
  })
})

describe('shareLeft', () => {
  it('falls from one to nothing', () => {
    expect(shareLeft({ ...deadline, now: deadline.openedAt }, 0)).toBe(1)
    expect(shareLeft(deadline, 0)).toBeCloseTo(0.8)
    expect(shareLeft(deadline, 10_000_000)).toBe(0)
  })

  it('is nothing for a deadline without length', () => {
    expect(shareLeft({ openedAt: 5, now: 5, expiresAt: 5 }, 0)).toBe(0)
  })
})

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [5, '0:05'],
    [65, '1:05'],
    [599, '9:59'],
    [3_600, '1:00:00'],
    [86_399, '23:59:59'],
  ])('%i seconds read %s', (seconds, expected) => {
    expect(formatClock(seconds)).toBe(expected)
  })
})
