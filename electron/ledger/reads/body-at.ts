import type { Database } from 'better-sqlite3'
import type { EntryType } from '../../../shared/domain/ledger/journal-entry.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { decodeBody } from '../entry-codec.ts'
import type { EntryOf } from '../projections/entry-of.ts'
import type { Store } from '../store.ts'

type Decoded = Readonly<{ type: string; body: unknown }>

/** Room for what a thousand sales with money on the way are made of. */
const decodedMax = 8_192

const decodedBy = new WeakMap<Database, Map<number, Decoded>>()

function read(store: Store, seq: number): Decoded | undefined {
  const known = decodedBy.get(store.database) ?? new Map<number, Decoded>()
  decodedBy.set(store.database, known)
  const found = known.get(seq)
  if (found) return found
  // Without its postings: a block assesses sales by the hundred, and nobody asks for them there.
  const stored = store.find<{ type: string; body: string }>('SELECT type, body FROM journal WHERE seq = ?', [
    seq,
  ])
  if (!stored) return undefined
  const decoded = { type: stored.type, body: decodeBody(stored.body) }
  const oldest = known.size < decodedMax ? undefined : known.keys().next().value
  if (oldest !== undefined) known.delete(oldest)
  known.set(seq, decoded)
  return decoded
}

/** Entries never change; but the numbers of a transaction that is rolled back are given to others. */
export function forgetBodies(store: Store): void {
  decodedBy.delete(store.database)
}

/**
 * The body of the entry that a read table points to; the newest few thousand are kept decoded.
 * @throws {PosError} `ledger.corrupt` when another entry stands there
 */
export function bodyAt<T extends EntryType>(store: Store, seq: number, type: T): EntryOf<T>['body'] {
  const decoded = read(store, seq)
  if (decoded?.type !== type)
    throw new PosError('ledger.corrupt', `Entry ${seq} should be ${type}`, { details: { seq, type } })
  // The type was just compared, and the body was checked against it when it was written.
  return decoded.body as EntryOf<T>['body']
}
