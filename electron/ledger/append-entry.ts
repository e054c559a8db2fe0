import type { JournalEntry, NewEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { isBalanced, type Posting } from '../../shared/domain/ledger/posting.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { encodeBody } from './entry-codec.ts'
import { hashEntry, type StoredEntry, type StoredPosting } from './entry-hash.ts'
import { projectEntry } from './projections/project-entry.ts'
import { findStoredByKey, readEntry, storedPostingsOf } from './reads/journal-reads.ts'
import type { Store } from './store.ts'
import { addToBalances } from './write-balance.ts'

/** What an append takes from the machine. */
export type AppendSources = Readonly<{ clock: Clock; ids: Ids }>

/** An entry that passed every check and is ready to be written. */
type CheckedEntry = Readonly<{ entry: NewEntry; body: string; postings: readonly StoredPosting[] }>

/** The answer to an append: nothing is written yet when it was there before. */
export type PreparedAppend =
  | Readonly<{ repeated: true; entry: JournalEntry }>
  | Readonly<{ repeated: false; write: () => JournalEntry }>

/**
 * Checks an entry against the rules and against its key, without writing.
 * @throws {PosError} `ledger.unbalanced`, `ledger.keyConflict`, `invariant.broken`
 */
export function prepareAppend(store: Store, sources: AppendSources, entry: NewEntry): PreparedAppend {
  const checked = check(entry)
  const first = entry.key === undefined ? undefined : findStoredByKey(store, entry.key)
  if (!first) return { repeated: false, write: () => write(store, sources, checked) }
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

/** The newest entry, as the next one needs it. */
type Head = Readonly<{ seq: number; at: number; hash: string }>

function write(store: Store, { clock, ids }: AppendSources, checked: CheckedEntry): JournalEntry {
  const head = store.find<Head>('SELECT seq, at, hash FROM journal_head')
  const { entry, body, postings } = checked
  const unhashed = {
    seq: (head?.seq ?? 0) + 1,
    id: ids.next('entry'),
    // The journal's time never goes backwards, whatever the machine's clock does.
    at: Math.max(clock.now(), head?.at ?? 0),
    actor: entry.actor,
    type: entry.type,
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    key: entry.key ?? null,
    body,
    prev: head?.hash ?? '',
  }
  assertInvariant(Number.isSafeInteger(unhashed.at), 'The clock gives whole milliseconds', {
    at: unhashed.at,
  })
  const stored: StoredEntry = { ...unhashed, hash: hashEntry(unhashed, postings) }
  insert(store, stored, postings)
  const { seq, id, at, prev, hash } = stored
  const written: JournalEntry = { ...entry, seq, id, at, prev, hash }
  projectEntry(store, written)
  return written
}

function insert(store: Store, entry: StoredEntry, postings: readonly StoredPosting[]): void {
  store.run(
    'INSERT INTO journal (seq, id, at, actor, type, subject_kind, subject_id, key, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      entry.seq,
      entry.id,
      entry.at,
      entry.actor,
      entry.type,
      entry.subject_kind,
      entry.subject_id,
      entry.key,
      entry.body,
      entry.prev,
      entry.hash,
    ],
  )
  for (const [position, { account, currency, amount }] of postings.entries()) {
    store.run('INSERT INTO posting (entry, position, account, currency, amount) VALUES (?, ?, ?, ?, ?)', [
      entry.seq,
      position,
      account,
      currency,
      amount,
    ])
  }
  addToBalances(store, postings)
  store.run(
    'INSERT INTO journal_head (one, seq, at, hash) VALUES (1, ?1, ?2, ?3) ON CONFLICT DO UPDATE SET seq = ?1, at = ?2, hash = ?3',
    [entry.seq, entry.at, entry.hash],
  )
}
