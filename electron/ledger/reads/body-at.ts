import type { EntryType } from '../../../shared/domain/ledger/journal-entry.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { decodeBody } from '../entry-codec.ts'
import type { EntryOf } from '../projections/entry-of.ts'
import type { Store } from '../store.ts'

/**
 * The body of the entry that a read table points to. Its postings are not read: a block assesses sales by the hundred, and
 * nobody asks for them there.
 * @throws {PosError} `ledger.corrupt` when another entry stands there
 */
export function bodyAt<T extends EntryType>(store: Store, seq: number, type: T): EntryOf<T>['body'] {
  const stored = store.find<{ type: string; body: string }>('SELECT type, body FROM journal WHERE seq = ?', [
    seq,
  ])
  if (stored?.type !== type)
    throw new PosError('ledger.corrupt', `Entry ${seq} should be ${type}`, { details: { seq, type } })
  // The type was just compared, and the body was checked against it when it was written.
  return decodeBody(stored.body) as EntryOf<T>['body']
}
