import type fc from 'fast-check'
import { expect } from 'vitest'
import { listTransfers } from '../../../../electron/backends/paxos/transfers.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import { findRequested, promiseRefund } from '../../../../electron/refunds/decide-refund.ts'
import { openDeaths, type Deaths } from '../../../fixtures/settlement/deaths.ts'
import {
  askForRefund,
  openSettlementStage,
  stageFolder,
  type SettlementStage,
} from '../../../fixtures/settlement/settlement-stage.ts'
import type { StageTill } from '../../../fixtures/settlement/stage-till.ts'
import { faultAt, runBatches, type Tally, type Trial } from '../../../fixtures/settlement/trial-faults.ts'

/** A shop in which every write may be the last of its process. */
type TrialShop = Readonly<{ stage: SettlementStage; deaths: Deaths }>

/** Opens it on a folder. */
async function openTrialShop(folder: string): Promise<TrialShop> {
  const deaths = openDeaths()
  const stage = await openSettlementStage(folder, {
    wrap: deaths.wrap,
    // What the trials give back all comes from sales; fees are paid from this.
    standin: {
      openingDeposits: { USDC: '100000' },
      terms: { rateLimits: 'off', feeQuoteSeconds: 1_000_000 },
    },
  })
  return { stage, deaths }
}

const orders = { method: 'POST', path: '/v2/transfer/crypto-withdrawals' } as const

/** Asks for a dollar of a sale back, has it promised and sent once, with whatever goes wrong on the way. */
async function runTrial(
  { stage, deaths }: TrialShop,
  saleId: string,
  key: string,
  trial: Trial,
): Promise<string> {
  const dieIn = [...trial.deaths]
  const refundId = await deaths.through(
    dieIn,
    async () => {
      const { till, ledger } = stage.shop()
      const asked =
        findRequested(ledger, key) ??
        (await askForRefund(stage.shop(), saleId, { kind: 'amount', minor: 100n }, key))
      const promised = promiseRefund(till, asked.id, { id: 'manager', name: 'Mara' })
      if (!promised.ok) throw new Error(promised.code)
      return promised.refund.id
    },
    stage.restart,
  )
  for (const kind of trial.faults) stage.standin.faults.breakRequests(faultAt(orders, kind))
  await deaths.through(dieIn, () => stage.shop().outbox.step(), stage.restart)
  return refundId
}

/** Lets time pass until nothing is on its way any more. */
async function settle({ stage }: TrialShop): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await stage.pass(700)
    const { ledger, outbox, poll } = stage.shop()
    await outbox.step()
    await stage.pass(30)
    await poll()
    const open = ledger.listRefunds({ statuses: ['reserved', 'submitted', 'broadcast', 'unknown'], limit: 1 })
    if (open.length === 0 && ledger.countQueued().waiting === 0) return
  }
  throw new Error('The refunds never came to an end')
}

/** The dollars that one sale gives back, each in a refund of its own. */
const refundsPerSale = 20

/** Each was sent once and arrived: nothing is doubled, and nothing is lost. @returns how many */
async function expectEachSentOnce({ stage }: TrialShop, ids: readonly string[]): Promise<number> {
  const { ledger, paxos } = stage.shop()
  const refunds = ids.map((id) => ledger.findRefund(id))
  expect(refunds.map((refund) => refund?.status)).toEqual(ids.map(() => 'confirmed'))
  const refIds = new Set(refunds.flatMap((refund) => refund?.refId ?? []))
  expect(refIds.size).toBe(ids.length)
  const { profileId } = stage.standin
  const sent = await listTransfers(paxos.call, { profileId, refIds: [...refIds] }, silentLog)
  expect(sent).toHaveLength(refIds.size)
  expect(new Set(sent.map(({ ref_id }) => ref_id))).toEqual(refIds)
  return sent.length
}

/** The books and the balance are one, nobody is owed anything, and the journal proves itself. */
export async function expectBooksAgree({ ledger, backend }: StageTill): Promise<void> {
  const booked = ledger
    .balances()
    .find(({ account, currency }) => account === 'custody:paxos' && currency === 'USDC.paxos')
  const held = (await backend.balances()).find(({ asset }) => asset === 'USDC')
  expect(booked?.amountMinor).toBe(held?.availableMinor)
  const owed = ledger.balances().filter(({ account }) => account === 'refunds:payable')
  expect(owed.every(({ amountMinor }) => amountMinor === 0n)).toBe(true)
  expect(ledger.verify().ok).toBe(true)
}

/** All refunds of one sale. @returns how many were sent once */
async function runSale(shop: TrialShop, name: string, plan: readonly Trial[]): Promise<number> {
  const saleId = await shop.stage.paidSale(name, BigInt(refundsPerSale) * 100n)
  const ids: string[] = []
  for (const [index, trial] of plan.entries())
    ids.push(await runTrial(shop, saleId, `${name}-${index}`, trial))
  shop.stage.standin.faults.clear()
  await settle(shop)
  return await expectEachSentOnce(shop, ids)
}

async function runFolder(plans: readonly (readonly Trial[])[]): Promise<Tally> {
  const shop = await openTrialShop(stageFolder())
  let sentOnce = 0
  for (const [index, plan] of plans.entries()) sentOnce += await runSale(shop, `s${index}`, plan)
  await expectBooksAgree(shop.stage.shop())
  // Nothing else of the kind is there either, under whatever id.
  const { profileId } = shop.stage.standin
  const all = await listTransfers(
    shop.stage.shop().paxos.call,
    { profileId, types: ['CRYPTO_WITHDRAWAL'] },
    silentLog,
  )
  expect(all).toHaveLength(sentOnce)
  await shop.stage.close()
  const trials = plans.flat()
  const broken = trials.filter(({ faults }) => faults.length > 0).length
  return { trials: trials.length, sentOnce, broken, deaths: shop.deaths.count() }
}

/** Runs so many sales of trials, twenty refunds each. */
export async function runTrials(trial: fc.Arbitrary<Trial>, sales: number): Promise<Tally> {
  const size = { batches: sales, trialsPerBatch: refundsPerSale, batchesPerFolder: 50 }
  return await runBatches(trial, size, runFolder)
}
