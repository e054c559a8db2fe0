import { setImmediate as nextTurn } from 'node:timers/promises'
import { mock } from 'node:test'
import { openPaxos, type Paxos } from '../../../electron/backends/paxos/open-paxos.ts'
import { paxosBackend } from '../../../electron/backends/paxos/paxos-backend.ts'
import { openAddressPool } from '../../../electron/credits/address-pool.ts'
import { openBackendPoll } from '../../../electron/credits/poll-backend.ts'
import { claimForPayouts } from '../../../electron/payouts/record-payout-word.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { startStageStandin, type StageTime } from '../../fixtures/settlement/stage-standin.ts'
import { hireStaff, openBank, payOut } from '../../electron/payouts/payout-stage.ts'
import { openPayoutTill, payoutSettings } from '../../electron/payouts/payout-till.ts'
import type { BenchRow } from '../bench-row.ts'
import { withFolder } from '../ledger/measure.ts'

/** A tenth of 50 calls a second, which Paxos documents for each endpoint. */
const limitPerHour = 18_000
const measuredSeconds = 600
const secondsPerHour = 3_600
const payoutsUnderWay = 3
const refillSeconds = 30

const networks = [{ network: 'ETHEREUM', chain: 'fast', secondsToCredit: 180, assets: ['USDC'] }]

type Counted = Readonly<{ paxos: Paxos; count: () => number; settled: () => Promise<void> }>

/** Counts what goes out, and knows when nothing is under way. */
function counting(inner: Paxos): Counted {
  let underWay = 0
  let count = 0
  const call: Paxos['call'] = async (request) => {
    count += 1
    underWay += 1
    try {
      return await inner.call(request)
    } finally {
      underWay -= 1
    }
  }
  const settled = async (): Promise<void> => {
    // A look asks one thing after the other: only some quiet turns say that it is over.
    for (let quiet = 0; quiet < 20; quiet = underWay === 0 ? quiet + 1 : 0) await nextTurn()
  }
  return { paxos: { ...inner, call }, count: () => count, settled }
}

/** A till whose every reader of the account is awake: movements, notices, addresses, payouts and banks. */
async function openBusyTill(directory: string, time: StageTime) {
  const clock = { now: () => time.ms }
  const standin = await startStageStandin(directory, time, {
    openingDeposits: { USD: '10000', USDC: '10000' },
  })
  const [credentials] = standin.credentials
  if (!credentials) throw new Error('A stand-in has a client')
  const { apiUrl, tokenUrl, profileId } = standin
  const counted = counting(openPaxos({ apiUrl, tokenUrl, credentials, clock, log: silentLog }))
  const { paxos } = counted
  const backend = paxosBackend({ paxos, profileId, networks, convertToUsd: () => false, log: silentLog })
  const nothing = () => Promise.resolve()
  const secrets = { read: () => Promise.resolve(undefined), write: nothing, remove: nothing }
  const till = openPayoutTill({
    directory,
    clock,
    settings: payoutSettings,
    backend,
    secrets,
    isManual: false,
  })
  const { ledger, payouts, outbox } = till
  const parts = { backend, ledger, clock, ids: randomIds, log: silentLog }
  const settings = () => payoutSettings
  const claims = [claimForPayouts(parts)]
  const poll = openBackendPoll({
    ...parts,
    record: { ids: randomIds, settings, networks, claims },
    isAwaiting: () => true,
    changed: () => undefined,
    sighted: () => undefined,
    answered: () => undefined,
  })
  const pool = openAddressPool({
    ...parts,
    families: ['ETHEREUM'],
    note: () => 'Till 1',
    changed: () => undefined,
  })
  const pass = async (seconds: number): Promise<void> => {
    time.ms += seconds * 1_000
    await standin.step()
  }
  const stop = async (): Promise<void> => {
    pool.stop()
    await poll.stop()
    await payouts.stop()
    await outbox.stop()
    ledger.close()
    await standin.stop()
  }
  return {
    ...till,
    standin,
    backend,
    poll,
    pool,
    pass,
    counted,
    stop,
    shop: { payouts: () => payouts, backend, paxos: { pass } },
  }
}

/** Calls of ten minutes; the timers of the till are turned a second at a time, with the clock. */
async function countCalls(directory: string): Promise<number> {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const time: StageTime = { ms: Date.UTC(2026, 6, 1, 9, 30) }
  const till = await openBusyTill(directory, time)
  try {
    await hireStaff(till.ledger)
    await till.poll.step()
    const bankId = await openBank(till.shop)
    for (let index = 0; index < payoutsUnderWay; index += 1) {
      // Somebody has to approve it at Paxos, and nobody does: it is followed all the time.
      till.standin.faults.next('orchestration', { kind: 'pending' })
      await payOut(till.shop, { asset: 'USDC', bankId, dollarsMinor: 1_000n })
      await till.outbox.step()
    }
    const before = till.counted.count()
    for (let second = 0; second < measuredSeconds; second += 1) {
      time.ms += 1_000
      mock.timers.tick(1_000)
      if (second % refillSeconds === 0) await till.pool.refill()
      await till.counted.settled()
    }
    const followed = till.ledger.listPayouts({ statuses: ['submitted', 'processing'], limit: 10 }).length
    if (followed !== payoutsUnderWay) throw new Error('The payouts came to an end')
    if (till.poll.sight().state !== 'live') throw new Error('A till that cannot read asks too little')
    return till.counted.count() - before
  } finally {
    mock.timers.reset()
    await till.stop()
  }
}

/** What reading the account costs in an hour in which something is awaited all the time. */
export async function benchPollCost(): Promise<BenchRow[]> {
  const calls = await withFolder(countCalls)
  const measured = (calls / measuredSeconds) * secondsPerHour
  return [
    {
      row: 'calls to the settlement account in a busy hour',
      measured,
      unit: 'calls/h',
      limit: limitPerHour,
      ok: calls > 0 && measured < limitPerHour,
      note: `all endpoints together, and the limit is a tenth of what one may take; ten minutes under turned timers, times six; payments awaited all the time, ${payoutsUnderWay} payouts under way, 40 addresses made`,
    },
  ]
}
