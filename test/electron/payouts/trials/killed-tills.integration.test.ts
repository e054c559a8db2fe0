import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { killAll } from '../../../fixtures/settlement/kill-process.ts'
import { openPayoutStage, type PayoutStage } from '../payout-stage.ts'
import type { PayoutTillTask } from './payout-till.ts'
import {
  approveAsked,
  expectBooksHold,
  expectEachOrderedOnce,
  openBanks,
  richStandin,
  settlePayouts,
} from './payout-trials.ts'

const script = join(import.meta.dirname, 'payout-till.ts')
const kills = 40
const payouts = 400
/** A payout is some twenty writes: short enough to hit every line of one now and then. */
const writesMax = 60

/** Lets the account live in the time of this machine until the work is done. */
async function inRealTime<T>({ paxos, now }: PayoutStage, work: () => Promise<T>): Promise<T> {
  let stepping: Promise<void> = Promise.resolve()
  const follow = (): void => {
    stepping = stepping.then(() => paxos.pass((Date.now() - now()) / 1_000))
  }
  follow()
  const ticking = setInterval(follow, 100)
  onTestFinished(() => clearInterval(ticking))
  const result = await work()
  clearInterval(ticking)
  await stepping
  return result
}

describe('a till that is killed while it pays out', () => {
  it(
    `sends each payout once, none doubled and none lost, in ${kills} kills`,
    { timeout: 300_000 },
    async () => {
      const stage = await openPayoutStage({}, { standin: richStandin })
      const banks = await openBanks(stage)
      const { apiUrl, tokenUrl, credentials } = stage.paxos.standin
      const { profileId } = stage.paxos
      const standin = { apiUrl, tokenUrl, credentials }
      const task: PayoutTillTask = { directory: stage.folder, standin, profileId, banks, payouts }
      const taskFile = join(stage.folder, 'task.json')
      writeFileSync(taskFile, JSON.stringify(task))
      await stage.restart(async () => {
        const done = await inRealTime(stage, () =>
          killAll({ script, args: [taskFile] }, { kills, writesMax }),
        )
        // A run in which the tills had nothing left to do would prove nothing.
        expect(done).toBe(0)
      })
      // The last kill may have come between the wish and the promise: whoever stands at the till goes on.
      for (const { id } of stage.ledger().listPayouts({ statuses: ['requested'], limit: payouts }))
        approveAsked(stage.ledger(), id)
      await settlePayouts(stage)
      expect(await expectEachOrderedOnce(stage)).toBeGreaterThan(kills / 2)
      await expectBooksHold(stage, banks)
    },
  )
})
