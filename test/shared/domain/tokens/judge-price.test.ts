import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePrice } from '../../../../shared/domain/tokens/judge-price.ts'

const now = 1_800_000_000
const guard = { maxDeviationBps: 100, heartbeatSeconds: 3_600 }
const feed = (price: bigint, decimals = 8, ageSeconds = 0) => ({
  price,
  decimals,
  updatedAt: now - ageSeconds,
})

describe('judgePrice', () => {
  it.each([
    // price, decimals, age in seconds, state
    [100_000_000n, 8, 0, 'ok'],
    [99_000_000n, 8, 0, 'ok'],
    [98_999_999n, 8, 0, 'depegged'],
    [101_000_000n, 8, 0, 'ok'],
    [101_000_001n, 8, 0, 'depegged'],
    [990_000_000_000_000_000n, 18, 0, 'ok'],
    [989_999_999_999_999_999n, 18, 0, 'depegged'],
    [1n, 0, 0, 'ok'],
    [2n, 0, 0, 'depegged'],
    // A feed of another scale than it says would be caught as a lost peg, never taken as one.
    [100_000_000n, 18, 0, 'depegged'],
    [100_000_000n, 8, 3_600, 'ok'],
    [100_000_000n, 8, 3_601, 'unknown'],
    [100_000_000n, 8, -300, 'ok'],
    [100_000_000n, 8, -301, 'unknown'],
    [0n, 8, 0, 'unknown'],
    [-100_000_000n, 8, 0, 'unknown'],
    // A lost peg that is too old to know.
    [50_000_000n, 8, 3_601, 'unknown'],
    // A round that was never written.
    [100_000_000n, 8, now, 'unknown'],
  ] as const)('%d with %d decimals, %d s old: %s', (price, decimals, age, state) => {
    expect(judgePrice(feed(price, decimals, age), guard, now).state).toBe(state)
  })

  it.each([
    [88_000_000n, 'One token is worth 0.8800 of its peg.'],
    [5_000n, 'One token is worth 0.0000 of its peg.'],
    [2n ** 255n - 1n, 'One token is worth more than 1000 times of its peg.'],
  ])('says what %d is worth, in words that fit a line', (price, problem) => {
    expect(judgePrice(feed(price), guard, now)).toEqual({ state: 'depegged', problem })
  })

  it('says whether a feed is old or a clock is wrong', () => {
    expect(judgePrice(feed(1n, 8, 4_000), guard, now)).toMatchObject({
      problem: expect.stringContaining('nothing new for 4000 s'),
    })
    expect(judgePrice(feed(1n, 8, -4_000), guard, now)).toMatchObject({
      problem: expect.stringContaining('a clock is wrong'),
    })
  })

  const price = fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n - 1n })
  const scale = fc.integer({ min: 0, max: 36 })
  const bps = fc.integer({ min: 1, max: 5_000 })

  it('calls a fresh price in order exactly where it is within the deviation, without rounding', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 255n - 1n }), scale, bps, (value, decimals, limit) => {
        const { state } = judgePrice(
          feed(value, decimals),
          { maxDeviationBps: limit, heartbeatSeconds: 60 },
          now,
        )
        const par = 10n ** BigInt(decimals)
        const low = par * BigInt(10_000 - limit) <= value * 10_000n
        const high = value * 10_000n <= par * BigInt(10_000 + limit)
        expect(state).toBe(low && high ? 'ok' : 'depegged')
      }),
    )
  })

  it('means the same price whatever the decimals of the feed', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.integer({ min: 0, max: 18 }), (value, more) => {
        const wide = feed(value * 10n ** BigInt(more), 8 + more)
        expect(judgePrice(wide, guard, now)).toEqual(judgePrice(feed(value), guard, now))
      }),
    )
  })

  it('never throws, whatever a contract answers', () => {
    const instant = fc.oneof(fc.integer(), fc.constant(Number(2n ** 256n - 1n)))
    fc.assert(
      fc.property(price, scale, instant, (value, decimals, updatedAt) => {
        const judged = judgePrice({ price: value, decimals, updatedAt }, guard, now)
        if (judged.state !== 'ok') expect(judged.problem.length).toBeLessThan(200)
      }),
    )
  })
})
