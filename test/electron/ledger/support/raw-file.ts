import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'

/** Opens the file of a closed ledger behind its back. */
export function openRaw(directory: string): Database {
  return new Sqlite(join(directory, 'ledger.db'))
}

/** Changes the file of a closed ledger as somebody would who wants to hide something: without the guards. */
export function tamper(directory: string, sql: string): void {
  const database = openRaw(directory)
  try {
    database.pragma('foreign_keys = OFF')
    const triggers = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck()
      .all()
    for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger}`)
    database.exec(sql)
  } finally {
    database.close()
  }
}
