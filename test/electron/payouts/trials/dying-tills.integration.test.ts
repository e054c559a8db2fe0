import { describe, expect, it } from 'vitest'
import { dyingTills } from '../../../fixtures/settlement/trial-faults.ts'
import { runPayoutTrials } from './payout-trials.ts'

/** Twenty payouts each. */
const batches = 50

describe('payouts of a till that dies', () => {
  it('are sent once each, none doubled and none lost, in 1,000 trials', { timeout: 600_000 }, async () => {
    const tally = await runPayoutTrials(dyingTills, batches)
    expect(tally).toMatchObject({ trials: 1_000, sentOnce: 1_000 })
    expect(tally.deaths).toBeGreaterThan(500)
  })
})
