import type { EntryType, JournalEntry, SubjectKind } from '../../../shared/domain/ledger/journal-entry.ts'
import type { Posting } from '../../../shared/domain/ledger/posting.ts'
import { decodeBody, parseStoredAmount } from '../entry-codec.ts'
import type { StoredEntry, StoredPosting } from '../entry-hash.ts'
import type { LedgerReader } from '../port.ts'
import type { EntryOf } from '../projections/entry-of.ts'
import type { Store } from '../store.ts'

const columns = 'seq, id, at, actor, type, subject_kind, subject_id, key, body, prev, hash'

/** The largest page of entries one read gives. */
const entriesPageMax = 10_000

/** The postings of one entry, in their order. */
export function storedPostingsOf(store: Store, seq: number): readonly StoredPosting[] {
  return store.list<StoredPosting>(
    'SELECT account, currency, amount FROM posting WHERE entry = ? ORDER BY position',
    [seq],
  )
}

const byKey = `SELECT ${columns} FROM journal WHERE key = ?`

/** The entry that was written under a key, if there is one. */
export function findStoredByKey(store: Store, key: string): StoredEntry | undefined {
  return store.find<StoredEntry>(byKey, [key])
}

/** One entry that must be there, because a read table names it. */
export function findStoredEntry(store: Store, seq: number): StoredEntry | undefined {
  return store.find<StoredEntry>(`SELECT ${columns} FROM journal WHERE seq = ?`, [seq])
}

function toPosting({ account, currency, amount }: StoredPosting): Posting {
  // Accounts and currencies are checked by their types where postings are made, and by the hash chain since.
  return { account, currency, amountMinor: parseStoredAmount(amount) } as Posting
}

/** An entry with its postings, as it was handed to the ledger. */
export function readEntry(store: Store, stored: StoredEntry): JournalEntry {
  return toEntry(stored, storedPostingsOf(store, stored.seq))
}

/** An entry from its stored parts. */
export function toEntry(stored: StoredEntry, postings: readonly StoredPosting[]): JournalEntry {
  // The body was checked against its type when it was written; the hash chain proves that it is still that body.
  return {
    seq: stored.seq,
    id: stored.id,
    at: stored.at,
    actor: stored.actor,
    type: stored.type,
    prev: stored.prev,
    hash: stored.hash,
    subject: { kind: stored.subject_kind, id: stored.subject_id },
    body: decodeBody(stored.body),
    ...(stored.key === null ? {} : { key: stored.key }),
    ...(postings.length === 0 ? {} : { postings: postings.map(toPosting) }),
  } as JournalEntry
}

/** Stored entries after a number with their postings, oldest first. */
export function listStoredAfter(
  store: Store,
  seq: number,
  limit: number,
): readonly Readonly<{ entry: StoredEntry; postings: readonly StoredPosting[] }>[] {
  const entries = store.list<StoredEntry>(
    `SELECT ${columns} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`,
    [seq, limit],
  )
  const last = entries.at(-1)
  if (!last) return []
  const byEntry = new Map<number, StoredPosting[]>()
  for (const posting of store.list<StoredPosting & { entry: number }>(
    'SELECT entry, account, currency, amount FROM posting WHERE entry > ? AND entry <= ? ORDER BY entry, position',
    [seq, last.seq],
  )) {
    const group = byEntry.get(posting.entry)
    if (group) group.push(posting)
    else byEntry.set(posting.entry, [posting])
  }
  return entries.map((entry) => ({ entry, postings: byEntry.get(entry.seq) ?? [] }))
}

function listEntriesOf(store: Store, kind: SubjectKind, id: string, limit: number): readonly JournalEntry[] {
  return store
    .list<StoredEntry>(
      `SELECT ${columns} FROM journal WHERE subject_id = ? AND subject_kind = ? ORDER BY seq LIMIT ?`,
      [id, kind, Math.min(limit, entriesPageMax)],
    )
    .map((stored) => readEntry(store, stored))
}

function findNewestOf<T extends EntryType>(
  store: Store,
  kind: SubjectKind,
  id: string,
  type: T,
): EntryOf<T> | undefined {
  const stored = store.find<StoredEntry>(
    `SELECT ${columns} FROM journal WHERE subject_id = ? AND subject_kind = ? AND type = ? ORDER BY seq DESC LIMIT 1`,
    [id, kind, type],
  )
  // The query has compared the type.
  return stored && (readEntry(store, stored) as EntryOf<T>)
}

/** Entries about some kinds of subjects; all kinds but sales have an index of their own. */
function listEntriesAbout(
  store: Store,
  kinds: readonly SubjectKind[],
  after: number,
  limit: number,
): readonly JournalEntry[] {
  const rows = kinds.flatMap((kind) =>
    kind === 'sale'
      ? store.list<StoredEntry>(
          `SELECT ${columns} FROM journal WHERE seq > ? AND subject_kind = 'sale' ORDER BY seq LIMIT ?`,
          [after, Math.min(limit, entriesPageMax)],
        )
      : store.list<StoredEntry>(
          `SELECT ${columns} FROM journal INDEXED BY journal_by_kind
           WHERE subject_kind = ? AND subject_kind <> 'sale' AND seq > ? ORDER BY seq LIMIT ?`,
          [kind, after, Math.min(limit, entriesPageMax)],
        ),
  )
  return rows
    .sort((left, right) => left.seq - right.seq)
    .slice(0, limit)
    .map((stored) => readEntry(store, stored))
}

type JournalReads = Pick<
  LedgerReader,
  | 'head'
  | 'entriesAfter'
  | 'entriesOf'
  | 'newestOf'
  | 'entriesAbout'
  | 'findByKey'
  | 'postingsOf'
  | 'postingsAbout'
  | 'balances'
>

/** Reads of journal, postings and balances. */
export function journalReads(store: Store): JournalReads {
  return {
    head: () =>
      store.find<{ seq: number; at: number; hash: string }>('SELECT seq, at, hash FROM journal_head') ?? {
        seq: 0,
        hash: '',
        at: 0,
      },
    entriesAfter: (seq, limit) =>
      listStoredAfter(store, seq, Math.min(limit, entriesPageMax)).map(({ entry, postings }) =>
        toEntry(entry, postings),
      ),
    entriesOf: (kind, id, limit) => listEntriesOf(store, kind, id, limit),
    newestOf: (kind, id, type) => findNewestOf(store, kind, id, type),
    entriesAbout: (kinds, after, limit) => listEntriesAbout(store, kinds, after, limit),
    findByKey: (key) => {
      const stored = findStoredByKey(store, key)
      return stored && readEntry(store, stored)
    },
    postingsAbout: (kind, id) =>
      store
        .list<StoredPosting>(
          `SELECT account, currency, amount FROM journal JOIN posting ON posting.entry = journal.seq
           WHERE subject_id = ? AND subject_kind = ? ORDER BY entry, position`,
          [id, kind],
        )
        .map(toPosting),
    postingsOf: (seq) => storedPostingsOf(store, seq).map(toPosting),
    balances: () =>
      store
        .list<StoredPosting>('SELECT account, currency, amount FROM balance ORDER BY account, currency')
        .map(toPosting),
  }
}
