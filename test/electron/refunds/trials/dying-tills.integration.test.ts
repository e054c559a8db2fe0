import { describe, it } from 'vitest'
import { dyingTills, runTrials } from './refund-trials.ts'

/** Twenty refunds each. */
const sales = 200

describe('refunds of a till that dies', () => {
  it('are sent once each, none doubled and none lost, in 4,000 trials', { timeout: 1_200_000 }, async () => {
    await runTrials(dyingTills, sales)
  })
})
