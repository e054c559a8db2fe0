import { describe, expect, it } from 'vitest'
import { sourceFacts } from '../../../../renderer/src/screens/health/source-facts.ts'
import { sceneChain, sceneSource } from '../../../fixtures/scene-terminal/scene-health.ts'

const at = 1_000_000
const now = at + 4_000

describe('sourceFacts', () => {
  const best = sceneSource(at, { headNumber: 500, lastHeardAt: at - 1_000 })

  it('says how old a block was when the source was asked, not how long nobody asked', () => {
    const reserve = sceneSource(at, { headAgeMs: 58_000, lastHeardAt: at - 55_000 })
    const facts = sourceFacts(reserve, sceneChain(at, { endpoints: [best, reserve] }), { at, now })
    expect(facts).toMatchObject({ headAgeMs: 3_000, heardAgoMs: 59_000, isUsable: true })
  })

  it('counts blocks behind the best source that was heard at the same time', () => {
    const slow = sceneSource(at, { headNumber: 488, lastHeardAt: at - 3_000 })
    const chain = sceneChain(at, { endpoints: [best, slow] })
    expect(sourceFacts(slow, chain, { at, now }).lagBlocks).toBe(12)
    expect(sourceFacts(best, chain, { at, now })).not.toHaveProperty('lagBlocks')
  })

  it('does not call a source slow that was not asked since', () => {
    const reserve = sceneSource(at, { headNumber: 470, lastHeardAt: at - 40_000 })
    const chain = sceneChain(at, { endpoints: [best, reserve] })
    expect(sourceFacts(reserve, chain, { at, now })).not.toHaveProperty('lagBlocks')
  })

  it('counts down to the next question, and not below nothing', () => {
    const paused = sceneSource(at, { state: 'failing', breaker: 'open', pausedUntil: at + 10_000 })
    const chain = sceneChain(at, { endpoints: [paused] })
    expect(sourceFacts(paused, chain, { at, now })).toMatchObject({ retryInMs: 6_000, isUsable: false })
    expect(sourceFacts(paused, chain, { at, now: at + 60_000 }).retryInMs).toBe(0)
  })

  it('holds the calls of a minute beside the budget of a minute', () => {
    const busy = sceneSource(at, { callsLastMinute: 75, budgetPerSecond: 2.5 })
    const chain = sceneChain(at, { endpoints: [busy] })
    expect(sourceFacts(busy, chain, { at, now })).toMatchObject({ budgetPerMinute: 150, usedPart: 0.5 })
    const over = sceneSource(at, { callsLastMinute: 200, budgetPerSecond: 2.5 })
    expect(sourceFacts(over, chain, { at, now }).usedPart).toBe(1)
  })

  it('says nothing of a source that never answered', () => {
    const untried = {
      host: 'new.example',
      state: 'standby' as const,
      roles: [],
      breaker: 'closed' as const,
      errors: 0,
      callsLastMinute: 0,
      budgetPerSecond: 250,
      learned: { rangeBlocks: 2_000, recipientsPerCall: 200 },
    }
    expect(sourceFacts(untried, sceneChain(at, { endpoints: [untried] }), { at, now })).toEqual({
      isUsable: true,
      budgetPerMinute: 15_000,
      usedPart: 0,
    })
  })
})
