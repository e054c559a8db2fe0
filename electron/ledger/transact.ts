import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { isPosError } from '../../shared/errors/pos-error.ts'
import { prepareAppend, type AppendSources } from './append-entry.ts'
import type { LedgerReader, LedgerTransaction } from './port.ts'
import { moveChain } from './reads/chain-reads.ts'
import { toLedgerError } from './sqlite-failure.ts'
import type { Store } from './store.ts'

/** The one writer of a ledger. */
export type Writer = Readonly<{
  transact: <T>(work: (transaction: LedgerTransaction) => T) => Committed<T>
  isDiskFull: () => boolean
}>

/** What a transaction gave, and what it added to the journal. */
export type Committed<T> = Readonly<{ result: T; entries: readonly JournalEntry[] }>

/** What one transaction has done so far. */
type Pending = {
  readonly entries: JournalEntry[]
  hasWritten: boolean
  isOver: boolean
  /** A write that failed half-way: whatever the work does about the error, nothing of the transaction is kept. */
  broken?: Error
}

/** Makes the writer of an open ledger. */
export function makeWriter(store: Store, reads: LedgerReader, sources: AppendSources): Writer {
  let isDiskFull = false
  return {
    isDiskFull: () => isDiskFull,
    transact: (work) => {
      assertInvariant(!store.database.inTransaction, 'A transaction is never opened inside another')
      const pending: Pending = { entries: [], hasWritten: false, isOver: false }
      try {
        store.run('BEGIN IMMEDIATE')
        const result = work(makeTransaction(store, reads, sources, pending))
        assertInvariant(!(result instanceof Promise), 'The work of a transaction does not wait for anything')
        if (pending.broken !== undefined) throw pending.broken
        store.run('COMMIT')
        // Only a write proves that there is space again.
        if (pending.hasWritten) isDiskFull = false
        return { result, entries: pending.entries }
      } catch (error) {
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

function makeTransaction(
  store: Store,
  reads: LedgerReader,
  sources: AppendSources,
  pending: Pending,
): LedgerTransaction {
  const write = <T>(change: () => T): T => {
    assertInvariant(!pending.isOver, 'A transaction is not used after its end')
    pending.hasWritten = true
    try {
      return change()
    } catch (error) {
      const known = toLedgerError(error)
      pending.broken ??= known
      throw known
    }
  }
  return {
    ...reads,
    append: (entry) => {
      assertInvariant(!pending.isOver, 'A transaction is not used after its end')
      const prepared = prepareAppend(store, sources, entry)
      if (prepared.repeated) return { entry: prepared.entry, repeated: true }
      const written = write(prepared.write)
      pending.entries.push(written)
      return { entry: written, repeated: false }
    },
    savePinHash: (staffId, hash) => {
      write(() =>
        store.run('INSERT INTO pin (staff_id, hash) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET hash = ?2', [
          staffId,
          hash,
        ]),
      )
    },
    moveChain: (chain, move) => {
      write(() => moveChain(store, chain, move))
    },
    saveNote: (key, value) => {
      write(() =>
        store.run('INSERT INTO note (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2', [
          key,
          value,
        ]),
      )
    },
  }
}
