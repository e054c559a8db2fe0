import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { PosError } from '../../shared/errors/pos-error.ts'
import { forgetFile, standAlone } from './copy-file.ts'
import { syncDirectory, syncFile } from './ledger-file.ts'
import type { Ledger } from './port.ts'
import { toLedgerError } from './sqlite-failure.ts'
import { verifyFileGently } from './verify-file.ts'

/** Pages copied between two chances for a sale: a few milliseconds of work. */
const pagesPerStep = 256

/**
 * Writes a consistent copy while selling goes on, makes it durable and proves it before it takes its name: a file that
 * has the name is a good backup.
 * @throws {PosError} `backup.corrupt` when the copy does not prove, `ledger.diskFull`
 */
export async function backupLedger(database: Database, file: string): ReturnType<Ledger['backup']> {
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const partial = `${file}.partial`
  forgetFile(partial)
  try {
    await database.backup(partial, { progress: () => pagesPerStep })
    standAlone(partial)
    syncFile(partial)
    const report = await verifyFileGently(partial)
    if (!report.ok) {
      throw new PosError('backup.corrupt', `The copy does not prove: ${report.problem ?? 'unknown'}`, {
        details: { file },
      })
    }
    renameSync(partial, file)
    syncDirectory(dirname(file))
    return { entries: report.entries, newestHash: report.newestHash, bytes: statSync(file).size }
  } catch (error) {
    throw toLedgerError(error)
  } finally {
    forgetFile(partial)
  }
}
