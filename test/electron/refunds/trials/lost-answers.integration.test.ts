import { describe, it } from 'vitest'
import { lostAnswers, runTrials } from './refund-trials.ts'

/** Twenty refunds each. */
const sales = 300

describe('refunds whose answers are lost', () => {
  it('are sent once each, none doubled and none lost, in 6,000 trials', { timeout: 1_200_000 }, async () => {
    await runTrials(lostAnswers, sales)
  })
})
