import { describe, expect, it } from 'vitest'
import { secondLookIntervalMs } from '../../../../electron/chains/evm/second-look.ts'

const policy = { secondLookMs: 60_000, recipientsPerCall: 200 }

describe('secondLookIntervalMs', () => {
  it.each([
    [1, 1, 60_000],
    [1, 12, 120_000],
    [1_000, 2, 60_000],
    [1_000, 12, 120_000],
    [10_000, 1, 100_000],
    [10_000, 12, 1_200_000],
  ])('of %i recipients and blocks of %i s', (recipients, blockSeconds, intervalMs) => {
    expect(secondLookIntervalMs(recipients, { blockSeconds }, policy)).toBe(intervalMs)
  })

  it('adds at most half a call to each block', () => {
    for (let recipients = 1; recipients <= 20_000; recipients += 97)
      for (const blockSeconds of [0.25, 1, 2, 12]) {
        const calls = Math.ceil(recipients / policy.recipientsPerCall)
        const blocks = secondLookIntervalMs(recipients, { blockSeconds }, policy) / (blockSeconds * 1000)
        expect(calls / blocks).toBeLessThanOrEqual(0.5)
      }
  })
})
