import { isBalanced, type Posting } from '../../shared/domain/ledger/posting.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import { decodeBody, parseStoredAmount } from './entry-codec.ts'
import { hashEntry, type StoredEntry, type StoredPosting } from './entry-hash.ts'
import type { VerifyReport } from './port.ts'
import { findStoredEntry, listStoredAfter } from './reads/journal-reads.ts'
import type { Store } from './store.ts'

/** Entries proven between two chances for others to run. */
const stepEntries = 250

/** What the proof has gathered so far. */
type Progress = {
  seq: number
  hash: string
  at: number
  entries: number
  postings: number
  readonly balances: Map<string, bigint>
}

/**
 * Proves a journal entry by entry, oldest first: numbers without a gap, hashes, bodies, postings that sum to zero per
 * currency, and at the end the balances and the newest entry once more. It yields between steps and reads only.
 * @param newest prove only this many of the newest entries; the balances are then proven when that is all there are
 */
export function* proveJournal(store: Store, newest = Number.MAX_SAFE_INTEGER): Generator<void, VerifyReport> {
  const progress = startOf(store, newest)
  const isWhole = progress.seq === 0
  let problem: string | undefined
  for (;;) {
    let page: ReturnType<typeof listStoredAfter>
    try {
      page = listStoredAfter(store, progress.seq, stepEntries)
    } catch (error) {
      problem = `entry ${progress.seq + 1} or one soon after it cannot be read: ${messageOf(error)}`
      break
    }
    if (page.length === 0) break
    for (const { entry, postings } of page) {
      problem = findFault(progress, entry, postings)
      if (problem !== undefined) break
      advance(progress, entry, postings)
    }
    if (problem !== undefined) break
    yield
  }
  problem ??= findHeadFault(store, progress) ?? (isWhole ? findSumFault(store, progress) : undefined)
  const { entries, postings, hash: newestHash } = progress
  return {
    ok: problem === undefined,
    entries,
    postings,
    newestHash,
    ...(problem === undefined ? {} : { problem }),
  }
}

/** Runs a proof to its end at once. */
export function runProof(proof: Generator<void, VerifyReport>): VerifyReport {
  for (;;) {
    const step = proof.next()
    if (step.done) return step.value
  }
}

/** Runs a proof to its end and lets everything else of the process run between its steps. */
export async function runProofGently(proof: Generator<void, VerifyReport>): Promise<VerifyReport> {
  for (;;) {
    const step = proof.next()
    if (step.done) return step.value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function startOf(store: Store, newest: number): Progress {
  const last = store.find<{ seq: number | null }>('SELECT max(seq) AS seq FROM journal')?.seq ?? 0
  const before = findStoredEntry(store, Math.max(0, last - newest))
  return {
    seq: before?.seq ?? 0,
    hash: before?.hash ?? '',
    at: before?.at ?? 0,
    entries: 0,
    postings: 0,
    balances: new Map(),
  }
}

/** What is wrong with the entry that comes next. */
function findFault(
  progress: Progress,
  entry: StoredEntry,
  postings: readonly StoredPosting[],
): string | undefined {
  const name = `entry ${entry.seq} (${entry.type})`
  if (entry.seq !== progress.seq + 1)
    return `entry ${progress.seq + 1} is missing: the journal goes on with ${name}`
  if (entry.prev !== progress.hash) return `${name} does not name the hash of the entry before it`
  if (entry.hash !== hashEntry(entry, postings))
    return `${name} or its postings were changed: the hash does not match`
  if (entry.at < progress.at) return `${name} is dated before the entry before it`
  try {
    decodeBody(entry.body)
    const amounts = postings.map(({ account, currency, amount }) => ({
      account,
      currency,
      amountMinor: parseStoredAmount(amount),
    }))
    // Only the sums count here, whatever the accounts are called.
    if (!isBalanced(amounts as readonly Posting[])) return `${name} has postings that do not sum to zero`
  } catch (error) {
    return `${name} cannot be read: ${messageOf(error)}`
  }
  return undefined
}

function advance(progress: Progress, entry: StoredEntry, postings: readonly StoredPosting[]): void {
  progress.seq = entry.seq
  progress.hash = entry.hash
  progress.at = entry.at
  progress.entries += 1
  progress.postings += postings.length
  for (const { account, currency, amount } of postings) {
    const key = balanceKey({ account, currency })
    progress.balances.set(key, (progress.balances.get(key) ?? 0n) + BigInt(amount))
  }
}

function balanceKey({ account, currency }: Pick<StoredPosting, 'account' | 'currency'>): string {
  return `${account} in ${currency}`
}

/** A journal that lost its newest rows still chains; the head kept beside it says how long it was. */
function findHeadFault(store: Store, { seq, hash }: Progress): string | undefined {
  const head = store.find<{ seq: number; hash: string }>('SELECT seq, hash FROM journal_head')
  if ((head?.seq ?? 0) > seq) return `entry ${seq + 1} is missing: the journal had ${head?.seq} entries`
  if ((head?.seq ?? 0) < seq || (head?.hash ?? '') !== hash)
    return `entry ${seq} is not the newest entry that the ledger remembers`
  return undefined
}

function findSumFault(store: Store, { seq, postings, balances }: Progress): string | undefined {
  const stored = store.find<{ postings: number; newest: number | null }>(
    'SELECT count(*) AS postings, max(entry) AS newest FROM posting',
  )
  if ((stored?.newest ?? 0) > seq) return `entry ${stored?.newest} is missing, but it has postings`
  if (stored?.postings !== postings)
    return `${stored?.postings} postings are stored and ${postings} belong to entries`
  const kept = store.list<StoredPosting>(
    'SELECT account, currency, amount FROM balance ORDER BY account, currency',
  )
  for (const balance of kept) {
    const folded = balances.get(balanceKey(balance))
    balances.delete(balanceKey(balance))
    if (folded?.toString() !== balance.amount)
      return `the balance of ${balanceKey(balance)} is kept as ${balance.amount}, and its postings sum to ${folded ?? 0n}`
  }
  const [missing] = balances.keys()
  return missing === undefined ? undefined : `the balance of ${missing} is missing`
}
