import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listTransfers } from '../../../../electron/backends/paxos/transfers.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import { killAll } from '../../../fixtures/settlement/kill-process.ts'
import { openSettlementStage, stageFolder } from '../../../fixtures/settlement/settlement-stage.ts'
import { openStageTill } from '../../../fixtures/settlement/stage-till.ts'
import { expectBooksAgree } from './refund-trials.ts'

const script = join(import.meta.dirname, 'refund-till.ts')
const kills = 160
const perSale = 20
const sales = 40
/** A refund is some fourteen writes: short enough to hit every line of one now and then. */
const writesMax = 40

describe('a till that is killed while it gives money back', () => {
  it(
    `sends each refund once, none doubled and none lost, in ${kills} kills`,
    { timeout: 600_000 },
    async () => {
      const folder = stageFolder()
      const deposits = { openingDeposits: { USDC: '100000' } }
      const terms = { rateLimits: 'off', feeQuoteSeconds: 1_000_000_000 } as const
      const stage = await openSettlementStage(folder, { standin: { ...deposits, terms } })
      const saleIds: string[] = []
      for (let sale = 0; sale < sales; sale += 1)
        saleIds.push(await stage.paidSale(`s${sale}`, BigInt(perSale) * 100n))
      await stage.shop().close()
      // From here on the time of this machine, on both sides.
      stage.time.ms = Math.max(stage.time.ms, Date.now())
      const ticking = setInterval(() => (stage.time.ms = Date.now()), 20)
      const { apiUrl, tokenUrl, credentials, profileId } = stage.standin
      const list = join(folder, 'list.json')
      writeFileSync(
        list,
        JSON.stringify({ standin: { apiUrl, tokenUrl, credentials, profileId }, sales: saleIds, perSale }),
      )
      // A run in which the tills had nothing left to do would prove nothing.
      expect(await killAll({ script, args: [folder, list] }, { kills, writesMax })).toBeLessThan(kills / 2)
      clearInterval(ticking)

      const shop = openStageTill(folder, stage.time, stage.standin)
      const open = () =>
        shop.ledger.listRefunds({ statuses: ['reserved', 'submitted', 'broadcast', 'unknown'], limit: 1 })
      for (let round = 0; round < 30 && open().length > 0; round += 1) {
        await stage.pass(700)
        await shop.outbox.step()
        await stage.pass(30)
        await shop.poll()
      }
      const refunds = shop.ledger.listRefunds({ limit: 10_000 })
      const promised = refunds.filter(({ status }) => status !== 'requested')
      expect(promised.length).toBeGreaterThan(kills / 10)
      expect(new Set(promised.map(({ status }) => status))).toEqual(new Set(['confirmed']))
      const sent = await listTransfers(
        shop.paxos.call,
        { profileId, types: ['CRYPTO_WITHDRAWAL'] },
        silentLog,
      )
      expect(sent).toHaveLength(promised.length)
      expect(new Set(sent.map(({ ref_id }) => ref_id))).toEqual(new Set(promised.map(({ refId }) => refId)))
      await expectBooksAgree(shop)
      await shop.close()
      await stage.standin.stop()
    },
  )
})
