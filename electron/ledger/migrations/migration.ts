import type { Database } from 'better-sqlite3'

/** One step of the schema, forward only. Versions count up from 1 without a gap and never change once released. */
export type Migration = Readonly<{
  version: number
  /** What it does, for the log. */
  name: string
  apply: (database: Database) => void
  /** True when read tables change shape: they are then filled again from the journal in the same transaction. */
  rebuildsReadTables: boolean
}>
