import fc from 'fast-check'
import { randomInt } from 'node:crypto'
import { expect } from 'vitest'
import { listTransfers } from '../../../../electron/backends/paxos/transfers.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import type { RequestFault } from '../../../../electron/practice/standins/paxos/request-faults.ts'
import { promiseRefund } from '../../../../electron/refunds/decide-refund.ts'
import type { Refund } from '../../../../shared/domain/refund/refund.ts'
import {
  askForRefund,
  openSettlementStage,
  stageFolder,
  type SettlementStage,
} from '../../../fixtures/settlement/settlement-stage.ts'
import type { StageTill } from '../../../fixtures/settlement/stage-till.ts'
import { interruptible } from '../../checkout/sale-story.ts'

/** What goes wrong with one refund: answers that are lost, and deaths of the till so many writes later. */
type RefundTrial = Readonly<{ faults: readonly RequestFault['kind'][]; deaths: readonly number[] }>

const faultKinds = [
  'lostAnswerAfterCommit',
  'garbledAnswerAfterCommit',
  'lostRequest',
  'errorBeforeCommit',
  'errorAfterCommit',
  'unauthorized',
] as const

const lost = fc.array(fc.constantFrom(...faultKinds), { maxLength: 3 })

/** Answers are lost, again and again. */
export const lostAnswers: fc.Arbitrary<RefundTrial> = fc.record({
  faults: lost,
  deaths: fc.constant([]),
})

/** The till dies between two writes, mostly once and sometimes twice, and answers are lost as well. */
export const dyingTills: fc.Arbitrary<RefundTrial> = fc.record({
  faults: lost,
  deaths: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 2 }),
})

class Died extends Error {}

/** A shop in which every write may be the last of its process. */
type TrialShop = Readonly<{
  stage: SettlementStage
  /** The process dies so many writes later; `undefined`: it lives. */
  dieIn: (writes: number | undefined) => void
  isDead: () => boolean
}>

/** Opens it on a folder. */
async function openTrialShop(folder: string): Promise<TrialShop> {
  let left: number | undefined
  let isDead = false
  const onStep = (): void => {
    if (left !== undefined) left -= 1
    if (left === 0) isDead = true
    if (isDead) throw new Died('The till died here')
  }
  const stage = await openSettlementStage(folder, {
    wrap: (ledger) => interruptible(ledger, onStep),
    // What the trials give back all comes from sales; fees are paid from this.
    standin: {
      openingDeposits: { USDC: '100000' },
      terms: { rateLimits: 'off', feeQuoteSeconds: 1_000_000 },
    },
  })
  const dieIn = (writes: number | undefined): void => {
    left = writes
    isDead = false
  }
  return { stage, dieIn, isDead: () => isDead }
}

function faultOf(kind: RefundTrial['faults'][number]): RequestFault {
  const where = { method: 'POST', path: '/v2/transfer/crypto-withdrawals' } as const
  if (kind === 'errorBeforeCommit' || kind === 'errorAfterCommit') return { ...where, kind, status: 503 }
  if (kind === 'delay') return { ...where, kind, delayMs: 1 }
  return { ...where, kind }
}

/** Does a thing over and over, as whoever stands at the till would, until it is done in a life of the till. */
async function throughDeaths<T>(
  shop: TrialShop,
  deaths: number[],
  work: (till: StageTill) => Promise<T> | T,
): Promise<T> {
  for (;;) {
    shop.dieIn(deaths.shift())
    try {
      const result = await work(shop.stage.shop())
      // A worker outlives what it cannot write: only the life of the till says whether it was done.
      if (!shop.isDead()) return result
    } catch (error) {
      if (!(error instanceof Died)) throw error
    } finally {
      const hasDied = shop.isDead()
      shop.dieIn(undefined)
      if (hasDied) await shop.stage.restart()
    }
  }
}

/** Asks for a dollar of a sale back, has it promised and sent once, with whatever goes wrong on the way. */
async function runTrial(shop: TrialShop, saleId: string, key: string, trial: RefundTrial): Promise<string> {
  const { faults } = shop.stage.standin
  const deaths = [...trial.deaths]
  const refund: Refund = await throughDeaths(shop, deaths, async (till) => {
    const asked = await askForRefund(till, saleId, { kind: 'amount', minor: 100n }, key)
    const promised = promiseRefund(till.till, asked.id, { id: 'manager', name: 'Mara' })
    if (!promised.ok) throw new Error(promised.code)
    return promised.refund
  })
  for (const kind of trial.faults) faults.breakRequests(faultOf(kind))
  await throughDeaths(shop, deaths, ({ outbox }) => outbox.step())
  return refund.id
}

/** Lets time pass until nothing is on its way any more. */
async function settle(shop: TrialShop): Promise<void> {
  const { stage } = shop
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

/** Each was sent once and arrived: nothing is doubled, and nothing is lost. */
async function expectEachSentOnce({ stage }: TrialShop, ids: readonly string[]): Promise<void> {
  const { ledger, paxos } = stage.shop()
  const refunds = ids.map((id) => ledger.findRefund(id))
  expect(refunds.map((refund) => refund?.status)).toEqual(ids.map(() => 'confirmed'))
  const refIds = refunds.flatMap((refund) => refund?.refId ?? [])
  const { profileId } = stage.standin
  const sent = await listTransfers(paxos.call, { profileId, refIds }, silentLog)
  expect(sent.map(({ ref_id }) => ref_id).toSorted()).toEqual(refIds.toSorted())
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

async function runSale(shop: TrialShop, name: string, plan: readonly RefundTrial[]): Promise<void> {
  const saleId = await shop.stage.paidSale(name, BigInt(refundsPerSale) * 100n)
  const ids: string[] = []
  for (const [index, trial] of plan.entries())
    ids.push(await runTrial(shop, saleId, `${name}-${index}`, trial))
  shop.stage.standin.faults.clear()
  await settle(shop)
  await expectEachSentOnce(shop, ids)
}

/** A new folder now and then: nothing of a till may hang on how full its ledger is. */
const salesPerFolder = 50

/** Runs so many sales of trials. The seed is named with whatever fails. */
export async function runTrials(trial: fc.Arbitrary<RefundTrial>, sales: number): Promise<void> {
  const seed = Number(process.env['STABLEPOINT_SEED'] ?? randomInt(2 ** 31))
  const plan = fc.array(trial, { minLength: refundsPerSale, maxLength: refundsPerSale })
  const plans = fc.sample(plan, { seed, numRuns: sales })
  for (let first = 0; first < sales; first += salesPerFolder) {
    const shop = await openTrialShop(stageFolder())
    for (const [index, ofSale] of plans.slice(first, first + salesPerFolder).entries())
      await runSale(shop, `s${first + index}`, ofSale).catch((error: unknown) => {
        throw new Error(`Sale ${first + index} of STABLEPOINT_SEED=${seed}`, { cause: error })
      })
    await expectBooksAgree(shop.stage.shop())
    await shop.stage.close()
  }
}
