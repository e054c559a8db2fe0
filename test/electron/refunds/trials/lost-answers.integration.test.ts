import { describe, expect, it } from 'vitest'
import { lostAnswers } from '../../../fixtures/settlement/trial-faults.ts'
import { runTrials } from './refund-trials.ts'

/** Twenty refunds each. */
const sales = 200

describe('refunds whose answers are lost', () => {
  it('are sent once each, none doubled and none lost, in 4,000 trials', { timeout: 1_200_000 }, async () => {
    const tally = await runTrials(lostAnswers, sales)
    expect(tally).toMatchObject({ trials: 4_000, sentOnce: 4_000, deaths: 0 })
    expect(tally.broken).toBeGreaterThan(2_000)
  })
})
