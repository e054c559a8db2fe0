import { describe, expect, it } from 'vitest'
import { exceededExposure } from '../../../../shared/domain/policy/exposure-cap.ts'

describe('exceededExposure', () => {
  const caps = [{ chain: 'base', maxMinor: 200_000n }]
  it.each([
    ['there is room', 'base', 150_000n, 10_000n, undefined],
    ['it is exactly full', 'base', 190_000n, 10_000n, undefined],
    ['one cent too much', 'base', 190_001n, 10_000n, { openMinor: 190_001n, capMinor: 200_000n }],
    ['one sale larger than the cap', 'base', 0n, 200_001n, { openMinor: 0n, capMinor: 200_000n }],
    ['a network without a cap', 'ink', 9_000_000n, 10_000n, undefined],
  ] as const)('%s', (_, chain, openMinor, amountMinor, expected) => {
    expect(exceededExposure(caps, chain, openMinor, amountMinor)).toEqual(expected)
  })

  it('lets nothing go on a network that is trusted with nothing', () => {
    expect(exceededExposure([{ chain: 'base', maxMinor: 0n }], 'base', 0n, 1n)).toBeDefined()
  })
})
