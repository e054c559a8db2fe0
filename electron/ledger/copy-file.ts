import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** Makes a copy one file without a write-ahead log beside it, fit for a memory stick. */
export function standAlone(file: string): void {
  const copy = new Sqlite(file)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/** Removes a database with what SQLite keeps beside it. */
export function forgetFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true })
}
