import { hash } from 'node:crypto'
import { quote } from './canonical-json.ts'

/** A posting as stored: the amount as decimal text. */
export type StoredPosting = Readonly<{ account: string; currency: string; amount: string }>

/** An entry as stored: the body as its canonical text, and an empty `prev` for the first. */
export type StoredEntry = Readonly<{
  seq: number
  id: string
  at: number
  actor: string
  type: string
  subject_kind: string
  subject_id: string
  key: string | null
  body: string
  prev: string
  hash: string
}>

/**
 * SHA-256 over the hash before and the canonical text of the entry with its postings, so that a changed posting breaks
 * the chain like a changed word does. The text is canonical JSON with the body's own text set in: keys in order, `key`
 * left out where there is none.
 * @returns 64 lower-case hex digits
 */
export function hashEntry(entry: Omit<StoredEntry, 'hash'>, postings: readonly StoredPosting[]): string {
  return hash('sha256', entry.prev + canonicalEntry(entry, postings), 'hex')
}

function canonicalEntry(entry: Omit<StoredEntry, 'hash'>, postings: readonly StoredPosting[]): string {
  const key = entry.key === null ? '' : `"key":${quote(entry.key)},`
  const subject = `{"id":${quote(entry.subject_id)},"kind":${quote(entry.subject_kind)}}`
  return (
    `{"actor":${quote(entry.actor)},"at":${entry.at},"body":${entry.body},"id":${quote(entry.id)},` +
    `${key}"postings":[${postings.map(canonicalPosting).join(',')}],"seq":${entry.seq},"subject":${subject},` +
    `"type":${quote(entry.type)}}`
  )
}

function canonicalPosting(posting: StoredPosting): string {
  const { account, amount, currency } = posting
  return `{"account":${quote(account)},"amount":${quote(amount)},"currency":${quote(currency)}}`
}
