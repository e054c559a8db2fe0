import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import { testOptions } from './support/test-ledger.ts'

const trials = 50
const atOnce = 2
const till = join(import.meta.dirname, 'support', 'selling-till.ts')

/** Runs a till until it has said so many things, kills it at once, and gives back all it said in whole lines. */
async function killAfter(directory: string, lines: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [till, directory], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let problem = ''
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()))
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.split('\n').length > lines) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  expect(signal, problem).toBe('SIGKILL')
  return said.split('\n').slice(0, -1)
}

function expectWhole(ledger: Ledger, said: readonly string[]): void {
  expect(ledger.verify()).toMatchObject({ ok: true })
  const last = said.at(-1)?.split(' ') ?? []
  const [kept] = ledger.entriesAfter(Number(last[0]) - 1, 1)
  // What was said to be kept is kept, as it was said.
  expect(kept?.hash).toBe(last[1])
  // A transaction is there whole or not at all: sales are opened with two entries and paid with four.
  const { sales, total } = ledger.listSales({ limit: 2 })
  for (const { saleId, status } of sales)
    expect(ledger.entriesOf('sale', saleId, 10)).toHaveLength(status === 'confirmed' ? 6 : 2)
  expect(ledger.findNote('sold')).toBe(sales[0]?.saleId)
  expect(ledger.listSales({ limit: 1, status: ['confirmed', 'open'] }).total).toBe(total)
  expect(ledger.nextSaleNumber()).toBe(total + 1)
}

async function expectWholeAfterKills(trialsOfOne: number, directory: string): Promise<void> {
  for (let trial = 0; trial < trialsOfOne; trial += 1) {
    const said = await killAfter(directory, 1 + ((trial * 7) % 23))
    const ledger = openLedger(testOptions(directory))
    expectWhole(ledger, said)
    ledger.close()
  }
}

describe('a ledger whose process is killed', () => {
  it(
    `has kept all it said it kept, whole, after each of ${trials} kills in the middle of selling`,
    { timeout: 600_000 },
    async () => {
      const folders = Array.from({ length: atOnce }, () => mkdtempSync(join(tmpdir(), 'stablepoint-killed-')))
      try {
        await Promise.all(folders.map((folder) => expectWholeAfterKills(trials / atOnce, folder)))
      } finally {
        for (const folder of folders) rmSync(folder, { recursive: true, force: true })
      }
    },
  )

  it('is free for the next start the moment its process is gone, and refused while it lives', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'stablepoint-held-'))
    const child = spawn(process.execPath, [till, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      await once(child.stdout, 'data')
      let refused: unknown
      try {
        openLedger(testOptions(directory)).close()
      } catch (error) {
        refused = error
      }
      expect(isPosError(refused, 'ledger.locked') && refused.details).toMatchObject({
        pid: child.pid,
        product: 'a till that is killed',
      })
      child.kill('SIGKILL')
      await once(child, 'close')
      const ledger = openLedger(testOptions(directory))
      expect(ledger.verify().ok).toBe(true)
      ledger.close()
    } finally {
      child.kill('SIGKILL')
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
