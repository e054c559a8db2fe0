import { closeSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { teachAmounts } from './write-balance.ts'
import { PosError } from '../../shared/errors/pos-error.ts'

/** Marks our files for `file(1)` and for us: `SPLG`. */
export const applicationId = 0x53_50_4c_47

/** How long a statement waits for a reader such as `verify` that holds the file, in milliseconds. */
const busyTimeoutMs = 5_000

/**
 * Opens a ledger file for reading only: nothing of it changes, not even by tidying up after another process.
 * @throws {PosError} `ledger.corrupt` for a file that is not a ledger
 */
export function openForReading(file: string): Database {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  try {
    if (database.pragma('application_id', { simple: true }) !== applicationId)
      throw new PosError('ledger.corrupt', 'The file is not a ledger of Stablepoint', { details: { file } })
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** True for a file in which nothing was ever kept: a start that was cut off before its first transaction leaves one. */
export function isUnused(file: string): boolean {
  if (!existsSync(file) || statSync(file).size === 0) return true
  const database = new Sqlite(file, { readonly: true, timeout: busyTimeoutMs })
  try {
    return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
  } finally {
    database.close()
  }
}

/** Opens a ledger file for its single writer, and makes it where there is none. */
export function openForWriting(file: string): Database {
  createPrivately(file)
  const database = new Sqlite(file, { timeout: busyTimeoutMs })
  database.pragma('journal_mode = WAL')
  // Every commit reaches the disk before it returns; on macOS that takes the full flush.
  database.pragma('synchronous = FULL')
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma('foreign_keys = ON')
  // A REPLACE must not slip past the triggers that keep the journal whole.
  database.pragma('recursive_triggers = ON')
  database.pragma('cache_size = -65536')
  // 64 MiB: the same pages change with every sale, so a longer log is copied back with fewer writes for each of them.
  database.pragma('wal_autocheckpoint = 16000')
  database.pragma('journal_size_limit = 134217728')
  database.pragma('temp_store = MEMORY')
  teachAmounts(database)
  return database
}

/** The file holds hashes of PINs and what the shop earns: only its owner may read it. */
function createPrivately(file: string): void {
  if (existsSync(file)) return
  closeSync(openSync(file, 'a', 0o600))
  syncDirectory(dirname(file))
}

/** Makes a new or renamed file of a folder survive a power cut. Windows has no such call and needs none. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  syncPath(directory, 'r')
}

/** Makes the content of a file survive a power cut. */
export function syncFile(file: string): void {
  syncPath(file, 'r+')
}

function syncPath(path: string, flags: string): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The version of the schema that a file was written with; 0 for an empty one. */
export function schemaVersionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}
