import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openPaxos, type Paxos, type PaxosOptions } from '../../../../electron/backends/paxos/open-paxos.ts'
import { readProfile } from '../../../../electron/backends/paxos/profiles.ts'
import type { Log } from '../../../../electron/platform/log.ts'
import { practiceCredential } from '../../../../electron/practice/standins/paxos/credentials.ts'
import {
  startPaxosStandin,
  type PaxosStandin,
  type PaxosStandinOptions,
} from '../../../../electron/practice/standins/paxos/start-paxos-standin.ts'

const patientMs = 20_000
const quickMs = 1_000

/** A client of a stand-in of its own, under a clock that the test moves. */
export type PaxosStage = Readonly<{
  standin: PaxosStandin
  paxos: Paxos
  profileId: string
  log: Log
  /** What the client said. */
  said: readonly string[]
  open: (options?: Partial<PaxosOptions>) => Paxos
  /** From now on writes wait for no more than a moment, for answers that never come. */
  giveUpEarly: () => void
  /** Moves the clock and does what is due. */
  pass: (seconds: number) => Promise<void>
  /** What the clock of both says; milliseconds since 1970. */
  now: () => number
}>

/** Starts both; they end with the test. */
export async function openPaxosStage(options: Partial<PaxosStandinOptions> = {}): Promise<PaxosStage> {
  const time = { now: Date.UTC(2026, 6, 1, 9, 30) }
  const clock = { now: () => time.now }
  const said: string[] = []
  const note = (message: string): void => void said.push(message)
  const log: Log = { info: note, warn: note, error: note }
  const directory = mkdtempSync(join(tmpdir(), 'stablepoint-paxos-client-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const standin = await startPaxosStandin({
    directory,
    clock,
    log,
    pollMs: 0,
    openingBalances: { USD: '10000', PYUSD: '5000', USDC: '5000' },
    ...options,
  })
  onTestFinished(() => standin.stop())
  const { apiUrl, tokenUrl } = standin
  const credential = standin.credentials[0] ?? practiceCredential
  const open = (changes: Partial<PaxosOptions> = {}): Paxos =>
    openPaxos({
      apiUrl,
      tokenUrl,
      credentials: credential,
      clock,
      log,
      timeoutMs: patientMs,
      retries: { attemptsMax: 3, firstMs: 1, longestMs: 1, random: () => 0, wait: () => Promise.resolve() },
      ...changes,
    })
  const patient = open()
  const quick = open({ timeoutMs: quickMs })
  let isQuick = false
  // Only a write is given up early, and only where a test says so: a busy machine must not decide what comes out.
  const call: Paxos['call'] = (request) =>
    isQuick && request.method === 'POST' ? quick.call(request) : patient.call(request)
  const paxos: Paxos = { ...patient, call }
  const { id: profileId } = standin.credentials[0]?.signing ? { id: '' } : await readProfile(paxos.call)
  return {
    standin,
    paxos,
    profileId,
    log,
    said,
    open,
    giveUpEarly: () => {
      isQuick = true
    },
    now: () => time.now,
    pass: async (seconds) => {
      time.now += seconds * 1_000
      await standin.step()
    },
  }
}
