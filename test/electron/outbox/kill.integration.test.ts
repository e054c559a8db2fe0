import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { openOutbox } from '../../../electron/outbox/open-outbox.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { temporaryFolder, testOptions } from '../ledger/support/test-ledger.ts'
import { testHours } from './outbox-stage.ts'

const runs = 20
const till = join(import.meta.dirname, 'sending-till.ts')

/** Runs a till until its outbox has moved so often, and kills it in the middle of that. */
async function killAfter(directory: string, moves: number): Promise<void> {
  const child = spawn(process.execPath, [till, directory], { stdio: ['ignore', 'pipe', 'pipe'] })
  let moved = 0
  let problem = ''
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()))
  child.stdout.on('data', (chunk: Buffer) => {
    moved += chunk.length
    if (moved >= moves) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  expect(signal, problem).toBe('SIGKILL')
}

const linesOf = (directory: string, name: string): readonly string[] =>
  readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean)

/** Ends everything that the killed till had queued, with a bank that has done what its file says. */
async function sendTheRest(ledger: Ledger, done: ReadonlySet<string>): Promise<readonly string[]> {
  const sentNow: string[] = []
  const hours = testHours()
  // The killed till ran by the clock of the machine: the next one starts after it.
  hours.clock.set(Date.now() + 3_600_000)
  const outbox = openOutbox({
    ledger,
    clock: hours.clock,
    log: silentLog,
    schedule: hours.later,
    handlers: {
      'payout.send': {
        send: async ({ id }, { wasTriedBefore }) => {
          // A till that did not know of the try before would pay a second time here.
          expect(wasTriedBefore || !done.has(id), id).toBe(true)
          if (!done.has(id)) sentNow.push(id)
          return {
            outcome: 'done',
            apply: (transaction) => {
              const key = `applied:${id}`
              transaction.saveNote(key, String(Number(transaction.findNote(key) ?? 0) + 1))
            },
          }
        },
        givenUp: () => undefined,
      },
    },
  })
  await outbox.step()
  await setImmediate()
  await outbox.stop()
  return sentNow
}

describe('an outbox whose process is killed', () => {
  it(
    `pays everything once, after each of ${runs} kills in the middle of sending`,
    { timeout: 300_000 },
    async () => {
      const directory = temporaryFolder()
      const paidLater: string[] = []
      for (let run = 0; run < runs; run += 1) {
        await killAfter(directory, 5 + ((run * 13) % 47))
        // Every other time the next till takes over from the killed one by itself.
        if (run % 2 === 0) continue
        const paid = linesOf(directory, 'bank.txt')
        const ledger = openLedger(testOptions(directory))
        paidLater.push(...(await sendTheRest(ledger, new Set([...paid, ...paidLater]))))
        const all = [...paid, ...paidLater]
        expect(new Set(all).size).toBe(all.length)
        expect(ledger.countQueued()).toEqual({ waiting: 0, dead: 0 })
        const queued = linesOf(directory, 'asked.txt').filter((id) => ledger.findQueued(id) !== undefined)
        expect(all.toSorted()).toEqual([...new Set(queued)].toSorted())
        for (const id of queued) expect(ledger.findNote(`applied:${id}`), id).toBe('1')
        expect(ledger.verify().ok).toBe(true)
        ledger.close()
      }
    },
  )
})
