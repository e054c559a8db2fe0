import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { lastDueAt, nextDueAt, sweepDollars } from '../../../../shared/domain/payout/payout-rule.ts'

const unit = 10n ** 18n
const at = (text: string): number => Date.parse(text)
const daily = (minuteOfDay: number, timeZone = 'America/New_York') =>
  ({ kind: 'daily', minuteOfDay, timeZone }) as const

describe('lastDueAt', () => {
  it.each([
    ['after the time of the day', '2026-07-01T19:00-04:00', '2026-07-01T18:00-04:00'],
    ['at the very minute', '2026-07-01T18:00-04:00', '2026-07-01T18:00-04:00'],
    ['before it: yesterday', '2026-07-01T17:59-04:00', '2026-06-30T18:00-04:00'],
    ['in winter', '2026-12-01T19:00-05:00', '2026-12-01T18:00-05:00'],
    ['on the day the clocks go forward', '2026-03-08T19:00-04:00', '2026-03-08T18:00-04:00'],
    ['on the day they go back', '2026-11-01T19:00-05:00', '2026-11-01T18:00-05:00'],
  ])('is %s', (_name, now, due) => {
    expect(lastDueAt(daily(18 * 60), at(now))).toBe(at(due))
  })

  it('is once a day, in order and in time, at any place and on any day', () => {
    const zones = ['America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-01-01T00:00Z') }),
        (zone, minute, now) => {
          const when = daily(minute, zone)
          const last = lastDueAt(when, now)
          const next = nextDueAt(when, now)
          expect(last).toBeLessThanOrEqual(now)
          expect(next).toBeGreaterThan(now)
          // A day of a change of clocks has 23 to 25 hours.
          expect(next - last).toBeGreaterThanOrEqual(22 * 3_600_000)
          expect(next - last).toBeLessThanOrEqual(26 * 3_600_000)
          expect(lastDueAt(when, next)).toBe(next)
          expect(lastDueAt(when, next - 1)).toBe(last)
        },
      ),
    )
  })

  it('is every hour for a rule above an amount', () => {
    const when = { kind: 'above', aboveMinor: unit } as const
    expect(lastDueAt(when, at('2026-07-01T10:59:59Z'))).toBe(at('2026-07-01T10:00Z'))
    expect(nextDueAt(when, at('2026-07-01T10:59:59Z'))).toBe(at('2026-07-01T11:00Z'))
  })
})

describe('sweepDollars', () => {
  const sweep = { kind: 'sweep', asset: 'USDC', bankId: 'b', keepMinor: 100n * unit } as const
  it.each([
    ['nothing while there is less than the float', 99n * unit, 0n],
    ['nothing at the float', 100n * unit, 0n],
    ['nothing for less than a cent above it', 100n * unit + 9_999_999_999_999_999n, 0n],
    ['a cent', 100n * unit + 10_000_000_000_000_000n, 1n],
    ['what is above it, in whole cents', 350n * unit + 129_000_000_000_000_000n, 25_012n],
  ])('sends %s', (_name, freeMinor, dollars) => {
    expect(sweepDollars({ ...sweep, when: daily(0) }, freeMinor)).toBe(dollars)
  })

  it('waits for more than its amount, and then sends everything above the float', () => {
    const when = { kind: 'above', aboveMinor: 500n * unit } as const
    expect(sweepDollars({ ...sweep, when }, 500n * unit)).toBe(0n)
    expect(sweepDollars({ ...sweep, when }, 501n * unit)).toBe(40_100n)
  })
})
