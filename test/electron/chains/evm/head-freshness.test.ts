import { describe, expect, it } from 'vitest'
import { stalenessOf } from '../../../../electron/chains/evm/head-freshness.ts'

const policy = { freshMs: 60_000, freshBlocks: 6 }

describe('stalenessOf', () => {
  it.each([
    ['a new block', 2, 1_000, 0, undefined],
    ['a block of a minute ago', 2, 60_000, 60_000, undefined],
    ['an old block', 2, 61_000, 0, /newest block is 61 seconds old/],
    ['a very old block', 2, 7_200_000, 0, /2 hours old/],
    ['an old block on a slow chain', 12, 72_000, 72_000, undefined],
    ['six slow blocks ago', 12, 73_000, 0, /73 seconds old/],
    ['a block of the future that does not change', 2, -600_000, 61_000, /no new block for 61 seconds/],
  ])('judges %s', (_name, blockSeconds, ageMs, unchangedMs, expected) => {
    const staleness = stalenessOf({ ageMs, unchangedMs }, blockSeconds, policy)
    if (expected) expect(staleness).toMatch(expected)
    else expect(staleness).toBeUndefined()
  })
})
