import { systemClock } from '../../../../../electron/platform/clock.ts'
import { silentLog } from '../../../../../electron/platform/log.ts'
import { startPaxosStandin } from '../../../../../electron/practice/standins/paxos/start-paxos-standin.ts'

/** A stand-in in a process of its own, to be killed: prints where it listens. */
const standin = await startPaxosStandin({
  directory: process.argv[2] ?? '',
  clock: systemClock,
  log: silentLog,
  openingBalances: { PYUSD: '1000000' },
})
process.stdout.write(`${JSON.stringify({ apiUrl: standin.apiUrl, tokenUrl: standin.tokenUrl })}\n`)
