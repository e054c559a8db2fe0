import { isPosError, messageOf } from '../../shared/errors/pos-error.ts'
import { openForReading } from './ledger-file.ts'
import type { VerifyReport } from './port.ts'
import { toLedgerError } from './sqlite-failure.ts'
import { openStore, type Store } from './store.ts'
import { proveJournal, runProof, runProofGently } from './verify-journal.ts'

/**
 * Proves a ledger file without changing a byte of it, also while a till writes to it: all is read as of one moment.
 * A damaged or foreign file gives a report that is not ok.
 * @param newest prove only this many of the newest entries
 * @throws {PosError} `ledger.diskFailed` when the disk gives nothing back
 */
export function verifyFile(file: string, newest?: number): VerifyReport {
  try {
    const store = openSnapshot(file)
    try {
      return runProof(proveJournal(store, newest))
    } finally {
      store.database.close()
    }
  } catch (error) {
    return reportDamage(error)
  }
}

/**
 * The whole proof, and besides the structure of every table of the file. For a program of its own: on a large ledger it
 * takes minutes and does nothing else meanwhile.
 */
export function verifyWholeFile(file: string): VerifyReport {
  try {
    const store = openSnapshot(file)
    try {
      const report = runProof(proveJournal(store))
      if (!report.ok) return report
      const found = store.database.pragma('quick_check(1)', { simple: true })
      return found === 'ok'
        ? report
        : { ...report, ok: false, problem: `the file is damaged: ${String(found)}` }
    } finally {
      store.database.close()
    }
  } catch (error) {
    return reportDamage(error)
  }
}

/** The same proof in steps, so that the till of this process goes on selling meanwhile. */
export async function verifyFileGently(file: string): Promise<VerifyReport> {
  try {
    const store = openSnapshot(file)
    try {
      return await runProofGently(proveJournal(store))
    } finally {
      store.database.close()
    }
  } catch (error) {
    return reportDamage(error)
  }
}

function openSnapshot(file: string): Store {
  const database = openForReading(file)
  try {
    // One read transaction: a till may write on, and this proof sees none of it.
    database.exec('BEGIN')
    return openStore(database)
  } catch (error) {
    database.close()
    throw error
  }
}

function reportDamage(error: unknown): VerifyReport {
  const known = toLedgerError(error)
  if (!isPosError(known, 'ledger.corrupt')) throw known
  return { ok: false, entries: 0, postings: 0, newestHash: '', problem: messageOf(known) }
}
