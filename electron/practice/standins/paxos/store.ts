import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** What is kept of one thing: `wire` is what the API shows, `inner` what only the stand-in knows. */
export type Kept<Wire, Inner = Record<string, never>> = Readonly<{
  seq: number
  id: string
  createdNs: bigint
  updatedNs: bigint
  wire: Wire
  inner: Inner
}>

/** The kinds of things that are kept, each with its own ids and its own `ref_id`s. */
export type RecordKind =
  | 'profile'
  | 'depositAddress'
  | 'transfer'
  | 'feeQuote'
  | 'destinationAddress'
  | 'fiatAccount'
  | 'depositInstructions'
  | 'orchestration'
  | 'rule'
  | 'event'

/** A new thing. `ref` is its `ref_id` or another text that is unique within the kind; `lookup` finds it by a second text. */
type NewRecord = Readonly<{
  id: string
  ref?: string | undefined
  lookup?: string | undefined
  atNs: bigint
  wire: unknown
  inner?: unknown
}>

/** A page of things: `after` is the place of the last one seen. */
type PageQuery = Readonly<{
  orderBy: 'created' | 'updated'
  ascending: boolean
  after: Readonly<{ ns: bigint; seq: number }> | undefined
  /** Bounds of the column that orders, so that a poll does not read all that is old. */
  fromNs?: bigint | undefined
  toNs?: bigint | undefined
  ids?: readonly string[] | undefined
  refs?: readonly string[] | undefined
}>

/** Work that is due at a time of the clock. */
type Task = Readonly<{ seq: number; kind: string; subject: string }>

/** The memory of the stand-in: one SQLite file, synced before a request is answered. */
export type Store = Readonly<{
  /** Runs one piece of work whole or not at all. */
  atomically: <T>(work: () => T) => T
  add: (kind: RecordKind, record: NewRecord) => void
  change: (kind: RecordKind, id: string, atNs: bigint, wire: unknown, inner: unknown) => void
  find: <W, I>(kind: RecordKind, id: string) => Kept<W, I> | undefined
  findByRef: <W, I>(kind: RecordKind, ref: string) => Kept<W, I> | undefined
  findByLookup: <W, I>(kind: RecordKind, lookup: string) => readonly Kept<W, I>[]
  setLookup: (kind: RecordKind, id: string, lookup: string | undefined) => void
  page: <W, I>(kind: RecordKind, query: PageQuery) => Iterable<Kept<W, I>>
  count: (kind: RecordKind) => number
  newestNs: () => bigint
  balances: (profileId: string) => ReadonlyMap<string, bigint>
  setBalance: (profileId: string, asset: string, amount: bigint) => void
  schedule: (dueMs: number, kind: string, subject: string) => void
  dueTasks: (nowMs: number) => readonly Task[]
  dropTask: (seq: number) => void
  setting: (name: string) => string | undefined
  setSetting: (name: string, value: string) => void
  close: () => void
}>

const schema = `
CREATE TABLE IF NOT EXISTS record (
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, ref TEXT, lookup TEXT,
  created INTEGER NOT NULL, updated INTEGER NOT NULL, wire TEXT NOT NULL, inner_facts TEXT NOT NULL,
  UNIQUE (kind, id)) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS record_ref ON record (kind, ref) WHERE ref IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_lookup ON record (kind, lookup) WHERE lookup IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_created ON record (kind, created, seq);
CREATE INDEX IF NOT EXISTS record_updated ON record (kind, updated, seq);
CREATE TABLE IF NOT EXISTS balance (
  profile TEXT NOT NULL, asset TEXT NOT NULL, amount TEXT NOT NULL, PRIMARY KEY (profile, asset)) STRICT;
CREATE TABLE IF NOT EXISTS task (
  seq INTEGER PRIMARY KEY, due INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS task_due ON task (due);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`

type Row = { seq: bigint; id: string; created: bigint; updated: bigint; wire: string; inner_facts: string }

function toKept<W, I>(row: Row): Kept<W, I> {
  return {
    seq: Number(row.seq),
    id: row.id,
    createdNs: row.created,
    updatedNs: row.updated,
    // Only this file writes the rows, from values of these types.
    wire: JSON.parse(row.wire) as W,
    inner: JSON.parse(row.inner_facts) as I,
  }
}

const columns = 'seq, id, created, updated, wire, inner_facts'

function marks(values: readonly string[]): string {
  return values.map(() => '?').join(', ')
}

function pageSql({ orderBy, ascending, after, fromNs, toNs, ids, refs }: PageQuery): string {
  const direction = ascending ? 'ASC' : 'DESC'
  const where = [
    'kind = ?',
    ...(ids ? [`id IN (${marks(ids)})`] : []),
    ...(refs ? [`ref IN (${marks(refs)})`] : []),
    ...(fromNs === undefined ? [] : [`${orderBy} >= ?`]),
    ...(toNs === undefined ? [] : [`${orderBy} <= ?`]),
    ...(after ? [`(${orderBy}, seq) ${ascending ? '>' : '<'} (?, ?)`] : []),
  ].join(' AND ')
  return `SELECT ${columns} FROM record WHERE ${where} ORDER BY ${orderBy} ${direction}, seq ${direction}`
}

function openRecords(db: Database.Database) {
  const add = db.prepare(
    'INSERT INTO record (kind, id, ref, lookup, created, updated, wire, inner_facts) VALUES (?,?,?,?,?,?,?,?)',
  )
  const change = db.prepare(
    'UPDATE record SET updated = ?, wire = ?, inner_facts = ? WHERE kind = ? AND id = ?',
  )
  const lookUp = db.prepare('UPDATE record SET lookup = ? WHERE kind = ? AND id = ?')
  const by = (column: 'id' | 'ref' | 'lookup') =>
    db.prepare<[string, string], Row>(
      `SELECT ${columns} FROM record WHERE kind = ? AND ${column} = ? ORDER BY seq`,
    )
  const [byId, byRef, byLookup] = [by('id'), by('ref'), by('lookup')]
  const count = db.prepare<[string], { n: bigint }>('SELECT count(*) AS n FROM record WHERE kind = ?')
  const newest = db.prepare<[], { n: bigint | null }>('SELECT max(updated) AS n FROM record')
  return {
    add: (kind: RecordKind, record: NewRecord) => {
      const { id, ref = null, lookup = null, atNs, wire, inner = {} } = record
      add.run(kind, id, ref, lookup, atNs, atNs, JSON.stringify(wire), JSON.stringify(inner))
    },
    change: (kind: RecordKind, id: string, atNs: bigint, wire: unknown, inner: unknown) => {
      change.run(atNs, JSON.stringify(wire), JSON.stringify(inner), kind, id)
    },
    setLookup: (kind: RecordKind, id: string, lookup: string | undefined) => {
      lookUp.run(lookup ?? null, kind, id)
    },
    find: <W, I>(kind: RecordKind, id: string): Kept<W, I> | undefined => {
      const row = byId.get(kind, id)
      return row && toKept<W, I>(row)
    },
    findByRef: <W, I>(kind: RecordKind, ref: string): Kept<W, I> | undefined => {
      const row = byRef.get(kind, ref)
      return row && toKept<W, I>(row)
    },
    findByLookup: <W, I>(kind: RecordKind, lookup: string): readonly Kept<W, I>[] =>
      byLookup.all(kind, lookup).map((row) => toKept<W, I>(row)),
    page: function* <W, I>(kind: RecordKind, query: PageQuery): Iterable<Kept<W, I>> {
      const values = [kind, ...(query.ids ?? []), ...(query.refs ?? [])]
      const bounds = [query.fromNs, query.toNs].filter((bound) => bound !== undefined)
      const after = query.after ? [...bounds, query.after.ns, query.after.seq] : bounds
      for (const row of db.prepare<unknown[], Row>(pageSql(query)).iterate(...values, ...after))
        yield toKept<W, I>(row)
    },
    count: (kind: RecordKind) => Number(count.get(kind)?.n ?? 0n),
    newestNs: () => newest.get()?.n ?? 0n,
  }
}

function openTasks(db: Database.Database) {
  const add = db.prepare('INSERT INTO task (due, kind, subject) VALUES (?, ?, ?)')
  const due = db.prepare<[number], { seq: bigint; kind: string; subject: string }>(
    'SELECT seq, kind, subject FROM task WHERE due <= ? ORDER BY due, seq',
  )
  const drop = db.prepare('DELETE FROM task WHERE seq = ?')
  return {
    schedule: (dueMs: number, kind: string, subject: string) => {
      add.run(Math.trunc(dueMs), kind, subject)
    },
    dueTasks: (nowMs: number) => due.all(Math.trunc(nowMs)).map((row) => ({ ...row, seq: Number(row.seq) })),
    dropTask: (seq: number) => {
      drop.run(seq)
    },
  }
}

function openBalances(db: Database.Database) {
  const all = db.prepare<[string], { asset: string; amount: string }>(
    'SELECT asset, amount FROM balance WHERE profile = ? ORDER BY asset',
  )
  const set = db.prepare(
    'INSERT INTO balance (profile, asset, amount) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET amount = excluded.amount',
  )
  return {
    balances: (profileId: string): ReadonlyMap<string, bigint> =>
      new Map(all.all(profileId).map(({ asset, amount }) => [asset, BigInt(amount)])),
    setBalance: (profileId: string, asset: string, amount: bigint) => {
      set.run(profileId, asset, amount.toString())
    },
  }
}

function openSettings(db: Database.Database) {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?')
  const set = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  return {
    setting: (name: string) => get.get(name)?.value,
    setSetting: (name: string, value: string) => {
      set.run(name, value)
    },
  }
}

/** Opens the memory of a folder. Every transaction is on disk before it returns. */
export function openStore(directory: string): Store {
  mkdirSync(directory, { recursive: true })
  const db = new Database(join(directory, 'paxos.db'))
  db.defaultSafeIntegers(true)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(schema)
  return {
    atomically: (work) => db.transaction(work).immediate(),
    ...openRecords(db),
    ...openTasks(db),
    ...openBalances(db),
    ...openSettings(db),
    close: () => {
      db.close()
    },
  }
}
