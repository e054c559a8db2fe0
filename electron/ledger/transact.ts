import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { isPosError } from '../../shared/errors/pos-error.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { prepareAppend, writeHead, type AppendSources, type Head } from './append-entry.ts'
import type { LedgerReader, LedgerTransaction } from './port.ts'
import { makeSaleStates } from './projections/sale-states.ts'
import { forgetBodies } from './reads/body-at.ts'
import { forgetChain, moveChain } from './reads/chain-reads.ts'
import { saleReads } from './reads/sale-reads.ts'
import { toLedgerError } from './sqlite-failure.ts'
import type { Store } from './store.ts'
import { cancelQueued, enqueue, saveQueued } from './write-outbox.ts'

/** The one writer of a ledger. */
export type Writer = Readonly<{
  transact: <T>(work: (transaction: LedgerTransaction) => T) => Committed<T>
  isDiskFull: () => boolean
}>

/** What a transaction gave, and what it added to the journal. */
type Committed<T> = Readonly<{ result: T; entries: readonly JournalEntry[]; queueChanged: boolean }>

/** What one transaction has done so far. */
type Pending = {
  readonly entries: JournalEntry[]
  isOver: boolean
  queueChanged: boolean
  /** A write that failed half-way: whatever the work does about the error, nothing of the transaction is kept. */
  broken?: Error
}

/** Makes the writer of an open ledger. */
export function makeWriter(
  store: Store,
  reads: LedgerReader,
  machine: Readonly<{ clock: Clock; ids: Ids }>,
): Writer {
  const sources = { ...machine, states: makeSaleStates(store) }
  let isDiskFull = false
  return {
    isDiskFull: () => isDiskFull,
    transact: (work) => {
      assertInvariant(!store.database.inTransaction, 'A transaction is never opened inside another')
      const pending: Pending = { entries: [], isOver: false, queueChanged: false }
      try {
        const before = store.changes()
        store.run('BEGIN IMMEDIATE')
        const result = work(makeTransaction(store, reads, sources, pending))
        assertInvariant(!(result instanceof Promise), 'The work of a transaction does not wait for anything')
        finish(store, sources, pending)
        store.run('COMMIT')
        // Only a write proves that there is space again.
        if (store.changes() > before) isDiskFull = false
        return { result, entries: pending.entries, queueChanged: pending.queueChanged }
      } catch (error) {
        sources.states.forget()
        forgetBodies(store)
        // SQLite has already rolled back after some failures, a full disk among them.
        if (store.database.inTransaction) store.run('ROLLBACK')
        const known = toLedgerError(error)
        if (isPosError(known, 'ledger.diskFull')) isDiskFull = true
        throw known
      } finally {
        pending.isOver = true
      }
    },
  }
}

/** Writes what waited for the end of the transaction. */
function finish(store: Store, { states }: AppendSources, { broken, entries }: Pending): void {
  if (broken !== undefined) throw broken
  states.write()
  const newest = entries.at(-1)
  if (newest) writeHead(store, newest)
}

function makeTransaction(
  store: Store,
  reads: LedgerReader,
  sources: AppendSources,
  pending: Pending,
): LedgerTransaction {
  const write = <T>(change: () => T): T => {
    assertInvariant(!pending.isOver, 'A transaction is not used after its end')
    try {
      return change()
    } catch (error) {
      const known = toLedgerError(error)
      pending.broken ??= known
      throw known
    }
  }
  const head = (): Head => pending.entries.at(-1) ?? reads.head()
  return {
    ...reads,
    ...saleReads(writtenFirst(store, () => write(sources.states.write))),
    head: () => {
      const { seq, at, hash } = head()
      return { seq, at, hash }
    },
    append: (entry) => {
      assertInvariant(!pending.isOver, 'A transaction is not used after its end')
      const prepared = prepareAppend(store, sources, entry)
      if (prepared.repeated) return { entry: prepared.entry, repeated: true }
      const written = write(() => prepared.write(head()))
      pending.entries.push(written)
      return { entry: written, repeated: false }
    },
    savePinHash: (staffId, hash) => {
      write(() => savePair(store, 'INSERT INTO pin (staff_id, hash) VALUES (?, ?)', 'hash', [staffId, hash]))
    },
    moveChain: (chain, move) => {
      write(() => moveChain(store, chain, move))
    },
    forgetChain: (chain) => {
      write(() => forgetChain(store, chain))
    },
    saveNote: (key, value) => {
      write(() => savePair(store, 'INSERT INTO note (key, value) VALUES (?, ?)', 'value', [key, value]))
    },
    ...queueWrites(store, sources, pending, write),
  }
}

function queueWrites(
  store: Store,
  { clock }: AppendSources,
  pending: Pending,
  write: <T>(change: () => T) => T,
): Pick<LedgerTransaction, 'enqueue' | 'cancelQueued' | 'saveQueued'> {
  return {
    enqueue: (call) => {
      if (write(() => enqueue(store, call, clock.now()))) pending.queueChanged = true
    },
    cancelQueued: (id) => {
      const isCancelled = write(() => cancelQueued(store, id, clock.now()))
      if (isCancelled) pending.queueChanged = true
      return isCancelled
    },
    saveQueued: (call) => {
      write(() => saveQueued(store, call))
      pending.queueChanged = true
    },
  }
}

function savePair(store: Store, insert: string, column: 'hash' | 'value', values: readonly string[]): void {
  store.run(`${insert} ON CONFLICT DO UPDATE SET ${column} = excluded.${column}`, values)
}

/** The store as reads of sales see it inside a transaction: what waits for its end is written before they look. */
function writtenFirst(store: Store, writePending: () => void): Store {
  return {
    ...store,
    find: (sql, values) => {
      writePending()
      return store.find(sql, values)
    },
    list: (sql, values) => {
      writePending()
      return store.list(sql, values)
    },
  }
}
