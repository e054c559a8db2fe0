import Sqlite from 'better-sqlite3'
import { PosError } from '../../shared/errors/pos-error.ts'

/** What SQLite says when a disk or quota is full; the second is the shared-memory file that could not grow. */
const fullCodes = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])
/** What SQLite says of a file that is damaged or is none of its own. */
const corruptCodes = /^SQLITE_(?:CORRUPT|NOTADB|FORMAT)/

/**
 * Any thrown value as an error of the product where SQLite or the file system has a word for it: a full disk, a damaged
 * file, a broken disk, a rule of the tables. Anything else comes back as it was.
 */
export function toLedgerError(error: unknown): Error {
  if (isFullFileSystem(error)) return diskFull(error)
  if (!(error instanceof Sqlite.SqliteError))
    return error instanceof Error ? error : new PosError('invariant.broken', `Thrown: ${String(error)}`)
  if (fullCodes.has(error.code)) return diskFull(error)
  if (corruptCodes.test(error.code)) {
    return new PosError('ledger.corrupt', `The ledger file is damaged: ${error.message}`, { cause: error })
  }
  if (error.code.startsWith('SQLITE_IOERR')) {
    return new PosError('ledger.diskFailed', 'The disk could not keep or give back the ledger', {
      details: { sqlite: error.code },
      cause: error,
    })
  }
  if (error.code.startsWith('SQLITE_CONSTRAINT')) {
    return new PosError('invariant.broken', `The ledger refuses a contradiction: ${error.message}`, {
      details: { sqlite: error.code },
      cause: error,
    })
  }
  return error
}

function isFullFileSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

function diskFull(cause: unknown): PosError {
  return new PosError('ledger.diskFull', 'The disk is full: nothing more can be kept', { cause })
}
