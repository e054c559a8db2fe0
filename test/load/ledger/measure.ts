import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger, type LedgerOptions } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { systemClock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'

/** The middle of some measurements. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Milliseconds that something takes. */
export function timeMs(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The median of some runs in milliseconds, after one that warms up. */
export function medianMs(work: () => unknown, runs = 15): number {
  work()
  return medianOf(Array.from({ length: runs }, () => timeMs(work)))
}

/** Options of a ledger on the real machine. */
export function benchOptions(directory: string): LedgerOptions {
  return {
    directory,
    environment: 'practice',
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
    product: 'bench',
  }
}

/** Runs something with a folder that is gone afterwards. */
export async function withFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens a ledger on the real machine, and closes it after the work. */
export function withLedger<T>(directory: string, work: (ledger: Ledger) => T): T {
  const ledger = openLedger(benchOptions(directory))
  try {
    return work(ledger)
  } finally {
    ledger.close()
  }
}
