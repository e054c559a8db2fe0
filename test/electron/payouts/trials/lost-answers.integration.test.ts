import { describe, expect, it } from 'vitest'
import { lostAnswers } from '../../../fixtures/settlement/trial-faults.ts'
import { runPayoutTrials } from './payout-trials.ts'

/** Twenty payouts each. */
const batches = 50

describe('payouts whose answers are lost', () => {
  it('are sent once each, none doubled and none lost, in 1,000 trials', { timeout: 600_000 }, async () => {
    const tally = await runPayoutTrials(lostAnswers, batches)
    expect(tally).toMatchObject({ trials: 1_000, sentOnce: 1_000, deaths: 0 })
    expect(tally.broken).toBeGreaterThan(500)
  })
})
