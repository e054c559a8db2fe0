import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapBounded } from '../../../../electron/chains/evm/map-bounded.ts'

describe('mapBounded', () => {
  it('keeps the order and the limit, whatever takes how long', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (turns, limit) => {
          let underWay = 0
          const results = await mapBounded(turns, limit, async (count, index) => {
            underWay += 1
            expect(underWay).toBeLessThanOrEqual(limit)
            for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
            underWay -= 1
            return index
          })
          expect(results).toEqual(turns.map((_, index) => index))
        },
      ),
    )
  })

  it('starts nothing new after a failure', async () => {
    const started: number[] = []
    const run = mapBounded([0, 1, 2, 3, 4, 5], 2, async (item) => {
      started.push(item)
      await Promise.resolve()
      if (item === 1) throw new Error('broken')
    })
    await expect(run).rejects.toThrow('broken')
    expect(started.length).toBeLessThan(5)
  })
})
