import type { JournalEntry, NewEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { isBalanced, type Posting } from '../../shared/domain/ledger/posting.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { encodeBody } from './entry-codec.ts'
import { hashEntry, type StoredEntry, type StoredPosting } from './entry-hash.ts'
import { projectEntry } from './projections/project-entry.ts'
import type { SaleStates } from './projections/sale-states.ts'
import { findStoredByKey, readEntry, storedPostingsOf } from './reads/journal-reads.ts'
import type { Store } from './store.ts'
import { addToBalances } from './write-balance.ts'

/** The newest entry, as the next one needs it. */
export type Head = Readonly<{ seq: number; at: number; hash: string }>

/** What an append takes from the machine, and where it stands. */
export type AppendSources = Readonly<{ clock: Clock; ids: Ids; states: SaleStates }>

/** An entry that passed every check and is ready to be written. */
type CheckedEntry = Readonly<{ entry: NewEntry; body: string; postings: readonly StoredPosting[] }>

/** The answer to an append: nothing is written yet when it was there before. */
export type PreparedAppend =
  | Readonly<{ repeated: true; entry: JournalEntry }>
  | Readonly<{ repeated: false; write: (head: Head) => JournalEntry }>

/**
 * Checks an entry against the rules and against its key, without writing.
 * @throws {PosError} `ledger.unbalanced`, `ledger.keyConflict`, `invariant.broken`
 */
export function prepareAppend(store: Store, sources: AppendSources, entry: NewEntry): PreparedAppend {
  const checked = check(entry)
  const first = entry.key === undefined ? undefined : findStoredByKey(store, entry.key)
  if (!first) return { repeated: false, write: (head) => write(store, sources, checked, head) }
  if (!hasSameContent(store, first, checked)) {
    throw new PosError('ledger.keyConflict', 'The same key was used before for other content', {
      details: { key: first.key, type: entry.type, firstType: first.type, firstSeq: first.seq },
    })
  }
  return { repeated: true, entry: readEntry(store, first) }
}

function check(entry: NewEntry): CheckedEntry {
  const postings = entry.postings ?? []
  if (!isBalanced(postings)) {
    throw new PosError('ledger.unbalanced', 'The postings of an entry do not sum to zero in every currency', {
      details: { type: entry.type, subject: entry.subject.id },
    })
  }
  assertInvariant(entry.actor !== '' && entry.subject.id !== '', 'An entry names its actor and its subject', {
    type: entry.type,
  })
  assertInvariant(entry.key !== '', 'A key is never empty', { type: entry.type })
  return { entry, body: encodeBody(entry.body), postings: postings.map(toStored) }
}

function toStored(posting: Posting): StoredPosting {
  return { account: posting.account, currency: posting.currency, amount: posting.amountMinor.toString() }
}

/** Who asked and when may differ between two tries of one request; what it does may not. */
function hasSameContent(store: Store, first: StoredEntry, { entry, body, postings }: CheckedEntry): boolean {
  if (first.type !== entry.type || first.body !== body) return false
  if (first.subject_kind !== entry.subject.kind || first.subject_id !== entry.subject.id) return false
  const before = storedPostingsOf(store, first.seq)
  return (
    before.length === postings.length &&
    before.every(({ account, currency, amount }, index) => {
      const now = postings[index]
      return now?.account === account && now.currency === currency && now.amount === amount
    })
  )
}

function write(
  store: Store,
  { clock, ids, states }: AppendSources,
  checked: CheckedEntry,
  head: Head,
): JournalEntry {
  const { entry, body, postings } = checked
  const unhashed = {
    seq: head.seq + 1,
    id: ids.next('entry'),
    // The journal's time never goes backwards, whatever the machine's clock does.
    at: Math.max(clock.now(), head.at),
    actor: entry.actor,
    type: entry.type,
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    key: entry.key ?? null,
    body,
    prev: head.hash,
  }
  assertInvariant(Number.isSafeInteger(unhashed.at), 'The clock gives whole milliseconds', {
    at: unhashed.at,
  })
  const stored: StoredEntry = { ...unhashed, hash: hashEntry(unhashed, postings) }
  insert(store, stored, postings)
  const { seq, id, at, prev, hash } = stored
  const written: JournalEntry = { ...entry, seq, id, at, prev, hash }
  projectEntry(store, states, written)
  return written
}

function insert(store: Store, entry: StoredEntry, postings: readonly StoredPosting[]): void {
  const { seq, id, at, actor, type, subject_kind, subject_id, key, body, prev, hash } = entry
  store.run(
    'INSERT INTO journal (seq, id, at, actor, type, subject_kind, subject_id, key, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, id, at, actor, type, subject_kind, subject_id, key, body, prev, hash],
  )
  if (postings.length > 0) insertPostings(store, seq, postings)
}

/** Remembers the newest entry of a transaction beside the journal. */
export function writeHead(store: Store, { seq, at, hash }: Head): void {
  store.run(
    'INSERT INTO journal_head (one, seq, at, hash) VALUES (1, ?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at, hash = excluded.hash',
    [seq, at, hash],
  )
}

/** All postings of an entry in one statement: a sale has eight of them and more, and statements are what a sale costs. */
function insertPostings(store: Store, seq: number, postings: readonly StoredPosting[]): void {
  store.run(
    `INSERT INTO posting (entry, position, account, currency, amount)
     SELECT ?, key, value ->> 'account', value ->> 'currency', value ->> 'amount' FROM json_each(?)`,
    [seq, JSON.stringify(postings)],
  )
  addToBalances(store, postings)
}
