import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatedDrill } from '../../../shared/domain/drill/tally-scores.ts'
import { openLedger, type LedgerOptions } from '../../ledger/open-ledger.ts'
import type { LedgerReader } from '../../ledger/port.ts'

const batch = 1_000

/** Every finished drill of a ledger, oldest first. */
export function listFinishedDrills(ledger: Pick<LedgerReader, 'entriesAbout'>): readonly DatedDrill[] {
  const finished: DatedDrill[] = []
  let after = 0
  for (;;) {
    const entries = ledger.entriesAbout(['drill'], after, batch)
    for (const entry of entries)
      if (entry.type === 'drill.finished') finished.push({ ...entry.body, at: entry.at })
    const last = entries.at(-1)
    if (!last || entries.length < batch) return finished
    after = last.seq
  }
}

/**
 * The finished drills of a folder, read from their own journal: a copy beside it could say something else.
 * @throws {PosError} `ledger.*` when the ledger of the drills cannot be opened
 */
export function readDrillLedger(options: LedgerOptions): readonly DatedDrill[] {
  if (!existsSync(join(options.directory, 'ledger.db'))) return []
  const ledger = openLedger(options)
  try {
    return listFinishedDrills(ledger)
  } finally {
    ledger.close()
  }
}
