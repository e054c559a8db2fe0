import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { openLedger, type LedgerOptions, type LedgerSeams } from '../../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import type { Clock } from '../../../../electron/platform/clock.ts'
import type { Ids } from '../../../../electron/platform/ids.ts'
import { silentLog } from '../../../../electron/platform/log.ts'

/** A clock that stands until a test moves it. */
export type TestClock = Clock & { set: (now: number) => void }

/** Noon of a day in 2026. */
export const noon = Date.UTC(2026, 2, 14, 12)

/** A clock that stands at noon. */
export function testClock(start = noon): TestClock {
  let now = start
  return {
    now: () => now,
    set: (next) => {
      now = next
    },
  }
}

/** Ids that count up, so that two runs give the same journal. */
export function countingIds(): Ids {
  let count = 0
  const next = (prefix: string): string => `${prefix}_${String((count += 1)).padStart(6, '0')}`
  return { next, secret: () => next('secret') }
}

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Options of a practice ledger in a folder, with the machine replaced. */
export function testOptions(directory: string, replaced: Partial<LedgerOptions> = {}): LedgerOptions {
  return {
    directory,
    environment: 'practice',
    clock: testClock(),
    ids: countingIds(),
    log: silentLog,
    product: 'Stablepoint test',
    ...replaced,
  }
}

/** For tests of what a ledger says and not of what survives: its writes are not synced. */
export const unsynced = {
  onFileOpen: (database: Database): void => {
    database.pragma('synchronous = OFF')
  },
}

/** An open ledger on disk that is closed and gone after the test. */
export function openTestLedger(replaced: Partial<LedgerOptions> = {}, seams: LedgerSeams = {}): Ledger {
  const ledger = openLedger(testOptions(temporaryFolder(), replaced), seams)
  onTestFinished(() => ledger.close())
  return ledger
}
