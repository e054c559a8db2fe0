import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../electron/ledger/canonical-json.ts'
import { hashEntry, type StoredEntry, type StoredPosting } from '../../../electron/ledger/entry-hash.ts'

const entry: Omit<StoredEntry, 'hash'> = {
  seq: 7,
  id: 'entry_7',
  at: 1_773_489_600_000,
  actor: 'staff_ada',
  type: 'payment.detected',
  subject_kind: 'sale',
  subject_id: 'sale_1',
  key: 'k "7"',
  body: '{"amountMinor":"5"}',
  prev: 'a'.repeat(64),
}
const postings: readonly StoredPosting[] = [
  { account: 'clearing:fast', currency: 'USDC.fast', amount: '5' },
  { account: 'customers:unmatched', currency: 'USDC.fast', amount: '-5' },
]

/** What the hash is defined to cover, written without any of its short cuts. */
function definedHash(key: string | null): string {
  const { seq, id, at, actor, type, body, prev } = entry
  const subject = { kind: entry.subject_kind, id: entry.subject_id }
  const canonical = canonicalJson({
    seq,
    id,
    at,
    actor,
    type,
    subject,
    postings,
    body: JSON.parse(body) as unknown,
    ...(key === null ? {} : { key }),
  })
  return createHash('sha256')
    .update(prev + canonical)
    .digest('hex')
}

describe('hashEntry', () => {
  it('is SHA-256 over the hash before and the canonical entry with its postings', () => {
    expect(hashEntry(entry, postings)).toBe(definedHash(entry.key))
    expect(hashEntry({ ...entry, key: null }, postings)).toBe(definedHash(null))
  })

  it('never changes its definition, because old journals would not prove any more', () => {
    expect(hashEntry(entry, postings)).toBe(
      'ff46729cb101bb6eb1d96fd6fb0ca098ccbeb4ce5d3ab80e247e5fefdb9cc619',
    )
  })

  const first = postings[0] ?? { account: '', currency: '', amount: '' }
  const changes: readonly [string, Omit<StoredEntry, 'hash'>, readonly StoredPosting[]][] = [
    ['the number', { ...entry, seq: 8 }, postings],
    ['the id', { ...entry, id: 'entry_8' }, postings],
    ['the date', { ...entry, at: entry.at + 1 }, postings],
    ['the actor', { ...entry, actor: 'staff_bob' }, postings],
    ['the type', { ...entry, type: 'payment.settled' }, postings],
    ['the kind of subject', { ...entry, subject_kind: 'staff' }, postings],
    ['the subject', { ...entry, subject_id: 'sale_2' }, postings],
    ['the key', { ...entry, key: 'k' }, postings],
    ['the absence of a key', { ...entry, key: null }, postings],
    ['the body', { ...entry, body: '{"amountMinor":"6"}' }, postings],
    ['the hash before', { ...entry, prev: 'b'.repeat(64) }, postings],
    ['an amount', entry, [{ ...first, amount: '6' }, ...postings.slice(1)]],
    ['an account', entry, [{ ...first, account: 'wallet:fast' }, ...postings.slice(1)]],
    ['a currency', entry, [{ ...first, currency: 'USDC.slow' }, ...postings.slice(1)]],
    ['the order of postings', entry, postings.toReversed()],
    ['the number of postings', entry, []],
  ]
  it.each(changes)('changes with %s', (_, changed, changedPostings) => {
    expect(hashEntry(changed, changedPostings)).not.toBe(hashEntry(entry, postings))
  })
})
