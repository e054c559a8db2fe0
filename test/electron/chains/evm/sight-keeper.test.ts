import { describe, expect, it } from 'vitest'
import { createSightKeeper } from '../../../../electron/chains/evm/sight-keeper.ts'
import type { ChainSight } from '../../../../shared/domain/verdict/verdict.ts'

const first: ChainSight = { chain: 'local', state: 'silent', source: 'node', at: 0, problem: 'nobody' }

describe('createSightKeeper', () => {
  it('tells of a change at once, and of nothing new only now and then', () => {
    const told: ChainSight[] = []
    let now = 0
    const keeper = createSightKeeper(first, {
      tell: (sight) => told.push(sight),
      heartbeatMs: 1_000,
      ticks: () => now,
    })
    const live: ChainSight = { chain: 'local', state: 'live', source: 'node', at: 1, headNumber: 5 }
    keeper.set(live)
    keeper.set({ ...live, at: 2 })
    keeper.set({ ...live, at: 3, headNumber: 6 })
    now = 1_000
    keeper.set({ ...live, at: 4, headNumber: 6 })
    expect(told.map((sight) => sight.at)).toEqual([1, 3, 4])
    expect(keeper.current().at).toBe(4)
  })

  it('changes single facts and keeps the others', () => {
    const keeper = createSightKeeper(first, { tell: () => undefined, heartbeatMs: 1_000, ticks: () => 0 })
    keeper.patch({ finalizedNumber: 7 })
    expect(keeper.current()).toEqual({ ...first, finalizedNumber: 7 })
  })
})
