import { once } from 'node:events'
import { readFileSync, writeSync } from 'node:fs'
import { openPaxos } from '../../../../electron/backends/paxos/open-paxos.ts'
import { paxosBackend } from '../../../../electron/backends/paxos/paxos-backend.ts'
import { systemClock } from '../../../../electron/platform/clock.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import type { PaxosStandin } from '../../../../electron/practice/standins/paxos/start-paxos-standin.ts'
import { interruptible } from '../../checkout/sale-story.ts'
import { openPayoutTill, payoutSettings } from '../payout-till.ts'
import { promise, waysOut } from './payout-trials.ts'

/** What a till that is killed is told. */
export type PayoutTillTask = Readonly<{
  directory: string
  standin: Pick<PaxosStandin, 'apiUrl' | 'tokenUrl' | 'credentials'>
  profileId: string
  banks: readonly string[]
  payouts: number
}>

/**
 * A till in a process of its own, which somebody kills. It pays ten dollars out, one time after the other; a key for each makes
 * that a till that comes up again goes on where the last one was.
 */
const [taskFile = ''] = process.argv.slice(2)
// Written by the test that starts this process.
const task = JSON.parse(readFileSync(taskFile, 'utf8')) as PayoutTillTask
const [credentials] = task.standin.credentials
if (!credentials) throw new Error('A stand-in has a client')
const { apiUrl, tokenUrl } = task.standin
const paxos = openPaxos({ apiUrl, tokenUrl, credentials, clock: systemClock, log: silentLog })
const { profileId } = task
const backend = paxosBackend({
  paxos,
  profileId,
  networks: [],
  convertToUsd: () => false,
  log: silentLog,
})
const noSecrets = {
  read: () => Promise.resolve(undefined),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
}
// Loading the program takes longest and proves nothing: it is done before the life begins.
await once(process.stdin, 'data')
// Each write is told, so that whoever kills counts writes and not the seconds of a slow machine.
const told = (): void => void writeSync(1, '.')
const till = openPayoutTill({
  directory: task.directory,
  clock: systemClock,
  settings: payoutSettings,
  backend,
  secrets: noSecrets,
  wrap: (ledger) => interruptible(ledger, told),
})
process.stdout.write('open\n')
// What the life before left behind goes out first.
await till.outbox.step()
// One after the other: all that came before the last wish is promised.
const { length: asked } = till.ledger.listPayouts({ limit: task.payouts })
const isLastOpen = till.ledger.listPayouts({ statuses: ['requested'], limit: 1 }).length > 0
const promised = isLastOpen ? asked - 1 : asked
for (let index = promised; index < task.payouts; index += 1) {
  const way = index % waysOut.length
  const { asset } = waysOut[way] ?? waysOut[0]
  await promise(till, { key: String(index), asset, bankId: task.banks[way] ?? '', dollarsMinor: 1_000n })
  await till.outbox.step()
  await till.payouts.watch.step()
}
process.stdout.write('done\n')
