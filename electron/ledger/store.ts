import type { Database, Statement } from 'better-sqlite3'

/** What a column can hold or a parameter can be. */
export type SqlValue = string | number | null

/** An open database with its prepared statements, each kept under its own text. */
export type Store = Readonly<{
  database: Database
  /** The first row of a query. Parameters are `?`, or `?1` and up where one is used twice. */
  find: <Row>(sql: string, values?: readonly SqlValue[]) => Row | undefined
  list: <Row>(sql: string, values?: readonly SqlValue[]) => Row[]
  /** Runs a statement that changes rows. @returns how many */
  run: (sql: string, values?: readonly SqlValue[]) => number
  /** Rows changed since the file was opened. */
  changes: () => number
}>

type Parameters = Readonly<Record<number, SqlValue>>
type Prepared = Readonly<{ statement: Statement<(SqlValue | Parameters)[]>; isNumbered: boolean }>

/** Wraps an open database. Statements are prepared once; their texts are constants of this folder. */
export function openStore(database: Database): Store {
  const statements = new Map<string, Prepared>()
  const prepare = (sql: string): Prepared => {
    const known = statements.get(sql)
    if (known) return known
    const prepared = {
      statement: database.prepare<(SqlValue | Parameters)[]>(sql),
      isNumbered: /\?\d/.test(sql),
    }
    statements.set(sql, prepared)
    return prepared
  }
  // The driver takes numbered parameters as names: `?1` is the member `1`.
  const bind = (isNumbered: boolean, values: readonly SqlValue[]): readonly (SqlValue | Parameters)[] =>
    isNumbered ? [Object.fromEntries(values.map((value, index) => [index + 1, value]))] : values
  const countChanges = database.prepare<[], number>('SELECT total_changes()').pluck()
  return {
    database,
    changes: () => countChanges.get() ?? 0,
    // The row type stands beside the SQL that makes it, and STRICT tables hold its columns to their types.
    find: <Row>(sql: string, values: readonly SqlValue[] = []) => {
      const { statement, isNumbered } = prepare(sql)
      return statement.get(...bind(isNumbered, values)) as Row | undefined
    },
    list: <Row>(sql: string, values: readonly SqlValue[] = []) => {
      const { statement, isNumbered } = prepare(sql)
      return statement.all(...bind(isNumbered, values)) as Row[]
    },
    run: (sql, values = []) => {
      const { statement, isNumbered } = prepare(sql)
      return statement.run(...bind(isNumbered, values)).changes
    },
  }
}
