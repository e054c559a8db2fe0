import fc from 'fast-check'
import { expect } from 'vitest'
import { listOrchestrations } from '../../../../electron/backends/paxos/orchestrations.ts'
import { listTransfers } from '../../../../electron/backends/paxos/transfers.ts'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import { promisePayout, requestPayout } from '../../../../electron/payouts/decide-payout.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import { openDeaths, type Deaths } from '../../../fixtures/settlement/deaths.ts'
import { faultAt, runBatches, type Tally, type Trial } from '../../../fixtures/settlement/trial-faults.ts'
import {
  bookOf,
  granted,
  openBank,
  openPayoutStage,
  problemsOf,
  staff,
  type PayoutStage,
} from '../payout-stage.ts'
import type { PayoutTill } from '../payout-till.ts'

/** What goes wrong with one payout, and with looking at what became of it. */
type PayoutTrial = Trial & Readonly<{ dollarsMinor: bigint; lostLooks: number }>

/** The same with an amount of its own, and with answers to looks that are lost as well. */
function payoutTrial(trial: fc.Arbitrary<Trial>): fc.Arbitrary<PayoutTrial> {
  return fc
    .record({
      trial,
      dollarsMinor: fc.bigInt({ min: 1_000n, max: 9_999n }),
      lostLooks: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ trial: { faults, deaths }, ...rest }) => ({ faults, deaths, ...rest }))
}

/** The two ways out: dollars by wire, and a token that is exchanged on the way to the bank. */
export const waysOut = [
  { asset: 'USD', origin: 'wire', path: '/v2/transfer/fiat-withdrawals' },
  { asset: 'USDC', origin: 'cubix', path: '/v2/orchestration/orchestrations' },
] as const

/** Enough for all that goes out of one folder. */
export const richStandin = {
  openingDeposits: { USD: '1000000', USDC: '1000000' },
  terms: { rateLimits: 'off' },
} as const

/** Opens a bank account for each way out. @returns their ids, in the order of the ways */
export async function openBanks(stage: PayoutStage): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { origin } of waysOut) ids.push(await openBank(stage, origin))
  return ids
}

/** Promises what was asked for, in the name of another person; nothing where it was promised already. */
export function approveAsked(ledger: Ledger, payoutId: string): void {
  const promised = ledger.transact((transaction) => {
    const payout = transaction.findPayout(payoutId)
    return payout?.status === 'requested'
      ? promisePayout(transaction, payout, staff.max, payout.requestedAt)
      : undefined
  })
  if (promised) granted(promised)
}

/** Asks for a payout under a key and promises it in the name of another person; again and again it is one payout. */
export async function promise(
  { ledger, payouts }: Pick<PayoutTill, 'ledger' | 'payouts'>,
  wish: Readonly<{ key: string; asset: string; bankId: string; dollarsMinor: bigint }>,
): Promise<string> {
  const asked = granted(await requestPayout(payouts.desk, { ...wish, note: '', person: staff.mara })).payout
  approveAsked(ledger, asked.id)
  return asked.id
}

type TrialShop = Readonly<{ stage: PayoutStage; deaths: Deaths; banks: readonly string[] }>

async function openTrialShop(): Promise<TrialShop> {
  const deaths = openDeaths()
  const stage = await openPayoutStage({}, { standin: richStandin, wrap: deaths.wrap, isImpatient: true })
  return { stage, deaths, banks: await openBanks(stage) }
}

/** Asks for a payout, has it promised and sent once, with whatever goes wrong on the way. */
async function runTrial(
  { stage, deaths, banks }: TrialShop,
  { key, way }: Readonly<{ key: string; way: number }>,
  { dollarsMinor, lostLooks, ...trial }: PayoutTrial,
): Promise<string> {
  const { asset, path } = waysOut[way] ?? waysOut[0]
  const wish = { key, asset, bankId: banks[way] ?? '', dollarsMinor }
  const dieIn = [...trial.deaths]
  const payoutId = await deaths.through(
    dieIn,
    () => promise({ ledger: stage.ledger(), payouts: stage.payouts() }, wish),
    stage.restart,
  )
  const { faults } = stage.paxos.standin
  for (const kind of trial.faults) faults.breakRequests(faultAt({ method: 'POST', path }, kind))
  if (lostLooks > 0)
    faults.breakRequests({ method: 'GET', path: '/v2', kind: 'lostRequest', times: lostLooks })
  await deaths.through(dieIn, () => stage.outbox().step(), stage.restart)
  // A till that dies later on dies while it reads what became of the payouts.
  await deaths.through(
    dieIn,
    async () => {
      if (dieIn.length > 0) await stage.payouts().watch.step()
    },
    stage.restart,
  )
  faults.clear()
  return payoutId
}

const openStatuses = ['requested', 'approved', 'unknown', 'submitted', 'processing'] as const

/** Lets time pass until nothing is on its way any more. */
export async function settlePayouts(stage: PayoutStage): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    await stage.pass(300)
    const open = stage.ledger().listPayouts({ statuses: openStatuses, limit: 1 })
    if (open.length === 0 && stage.ledger().countQueued().waiting === 0) return
  }
  throw new Error('The payouts never came to an end')
}

/** What is at the stand-in, in its own words: one order under each id, and nothing else of the kind. @returns how many */
export async function expectEachOrderedOnce(stage: PayoutStage): Promise<number> {
  const { profileId, paxos } = stage.paxos
  const payouts = stage.ledger().listPayouts({ limit: 10_000 })
  expect(new Set(payouts.map(({ status }) => status))).toEqual(new Set(['paid']))
  const wires = await listTransfers(paxos.call, { profileId, types: ['WIRE_WITHDRAWAL'] }, silentLog)
  const conversions = await listOrchestrations(paxos.call, { profileId }, silentLog)
  const ordered = {
    USD: wires.map(({ ref_id }) => ref_id),
    USDC: conversions.map(({ ref_id }) => ref_id),
  }
  for (const { asset } of waysOut) {
    const wanted = payouts.filter((payout) => payout.asset === asset).map(({ refId }) => refId)
    expect(ordered[asset]).toHaveLength(wanted.length)
    expect(new Set(ordered[asset])).toEqual(new Set(wanted))
  }
  return ordered.USD.length + ordered.USDC.length
}

/** The books say what the balance says, nothing is under way, and the banks and the fees have all that went out. */
export async function expectBooksHold(stage: PayoutStage, banks: readonly string[]): Promise<void> {
  expect(await problemsOf(stage)).toEqual([])
  expect(stage.ledger().casesOf('paxos')).toEqual([])
  const payouts = stage.ledger().listPayouts({ limit: 10_000 })
  for (const [index, { asset }] of waysOut.entries()) {
    const bank = banks[index] ?? ''
    const out = payouts
      .filter((payout) => payout.asset === asset)
      .reduce((sum, { dollarsMinor }) => sum + dollarsMinor, 0n)
    const feesMinor = asset === 'USD' ? bookOf(stage, 'fees:processing', 'USD.paxos') / 10n ** 16n : 0n
    expect(bookOf(stage, `bank:${bank}:in-transit`, 'USD')).toBe(0n)
    expect(bookOf(stage, `bank:${bank}`, 'USD') + feesMinor).toBe(out)
    expect(bookOf(stage, 'custody:paxos', `${asset}.paxos`)).toBe((100_000_000n - out) * 10n ** 16n)
  }
}

const payoutsPerBatch = 20

async function runFolder(plans: readonly (readonly PayoutTrial[])[]): Promise<Tally> {
  const shop = await openTrialShop()
  for (const [batch, plan] of plans.entries()) {
    for (const [index, trial] of plan.entries())
      await runTrial(shop, { key: `${batch}-${index}`, way: index % waysOut.length }, trial)
    await settlePayouts(shop.stage)
  }
  const sentOnce = await expectEachOrderedOnce(shop.stage)
  await expectBooksHold(shop.stage, shop.banks)
  const trials = plans.flat()
  const broken = trials.filter(({ faults }) => faults.length > 0).length
  return { trials: trials.length, sentOnce, broken, deaths: shop.deaths.count() }
}

/** Runs so many batches of trials, twenty payouts each, half of them by each way out. */
export async function runPayoutTrials(trial: fc.Arbitrary<Trial>, batches: number): Promise<Tally> {
  const size = { batches, trialsPerBatch: payoutsPerBatch, batchesPerFolder: 10 }
  return await runBatches(payoutTrial(trial), size, runFolder)
}
