import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { PosError } from '../../shared/errors/pos-error.ts'

/** A held lock. */
export type DirectoryLock = Readonly<{ release: () => void }>

/** Who holds a data folder. */
type Holder = Readonly<{ pid: number; host: string; since: string; product: string }>

/**
 * Takes the exclusive lock of a data folder for the life of the process. The lock is a transaction on a file of its own
 * and not a file that exists: the system frees it when the process ends, even by SIGKILL, and it never goes stale.
 * @throws {PosError} `ledger.locked` with who holds it
 */
export function lockDirectory(
  directory: string,
  holder: Readonly<{ product: string; now: number }>,
): DirectoryLock {
  const about = join(directory, 'till.lock.json')
  const database = new Sqlite(join(directory, 'till.lock'), { timeout: 0 })
  try {
    // A journal on disk would be left behind by SIGKILL; nothing is ever written here.
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    if (cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_BUSY'))
      throw lockedBy(findHolder(about), directory, cause)
    throw cause
  }
  writeHolder(about, {
    pid: process.pid,
    host: hostname(),
    since: new Date(holder.now).toISOString(),
    product: holder.product,
  })
  return {
    release: () => {
      if (!database.open) return
      rmSync(about, { force: true })
      database.close()
    },
  }
}

/** Written beside and renamed, so that a second start never reads half of it. */
function writeHolder(about: string, holder: Holder): void {
  try {
    writeFileSync(`${about}.new`, `${JSON.stringify(holder)}\n`, { mode: 0o600 })
    renameSync(`${about}.new`, about)
  } catch {
    // On a full disk the note cannot be written. The lock itself holds; only who holds it stays unsaid.
    rmSync(about, { force: true })
  }
}

function findHolder(about: string): Partial<Holder> {
  try {
    const read: unknown = JSON.parse(readFileSync(about, 'utf8'))
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    // Between taking the lock and writing the note there is none, and the holder stays unnamed.
    return {}
  }
}

function lockedBy(holder: Partial<Holder>, directory: string, cause: unknown): PosError {
  const { pid, host, since, product } = holder
  const facts = {
    directory,
    ...(typeof pid === 'number' ? { pid } : {}),
    ...(typeof host === 'string' ? { host } : {}),
    ...(typeof since === 'string' ? { since } : {}),
    ...(typeof product === 'string' ? { product } : {}),
  }
  const who =
    facts.pid === undefined
      ? 'Another process'
      : `Process ${facts.pid}${facts.host === undefined ? '' : ` on ${facts.host}`}`
  const since_ = facts.since === undefined ? '' : ` since ${facts.since}`
  return new PosError('ledger.locked', `${who} has held this data folder${since_}`, { details: facts, cause })
}
