import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFork } from '../../../../electron/chains/evm/find-fork.ts'
import type { BlockRef } from '../../../../shared/domain/tokens/chain.ts'

const hash = (number: number): `0x${string}` => `0x${number.toString(16).padStart(64, '0')}`
const block = (number: number): BlockRef => ({
  number,
  hash: hash(number),
  parentHash: hash(number - 1),
  timestamp: number,
})
const windowOf = (length: number): readonly BlockRef[] =>
  Array.from({ length }, (_, index) => block(1_000 - index))

describe('findFork', () => {
  it('finds the highest stored block that is still on the chain, with few questions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 256 }), fc.nat(300), async (length, depth) => {
        const window = windowOf(length)
        const kept = 1_000 - depth
        let asked = 0
        const found = await findFork(window, async ({ number }) => {
          asked += 1
          return await Promise.resolve(number <= kept)
        })
        expect(found).toEqual(depth < length ? block(kept) : undefined)
        expect(asked).toBeLessThanOrEqual(17)
        if (depth <= 1) expect(asked).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('finds nothing in an empty window', async () => {
    expect(await findFork([], async () => await Promise.resolve(true))).toBeUndefined()
  })

  it('finds a block across a gap that a range left in the window', async () => {
    const window = [block(500), block(499), block(498), block(60), block(59)]
    expect(await findFork(window, async ({ number }) => await Promise.resolve(number <= 100))).toEqual(
      block(60),
    )
  })
})
