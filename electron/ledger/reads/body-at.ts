import type { EntryType } from '../../../shared/domain/ledger/journal-entry.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { EntryOf } from '../projections/entry-of.ts'
import type { Store } from '../store.ts'
import { findStoredEntry, readEntry } from './journal-reads.ts'

/**
 * The body of the entry that a read table points to.
 * @throws {PosError} `ledger.corrupt` when another entry stands there
 */
export function bodyAt<T extends EntryType>(store: Store, seq: number, type: T): EntryOf<T>['body'] {
  const stored = findStoredEntry(store, seq)
  if (stored?.type !== type)
    throw new PosError('ledger.corrupt', `Entry ${seq} should be ${type}`, { details: { seq, type } })
  // The line above has just compared the type.
  return readEntry(store, stored).body as EntryOf<T>['body']
}
