import { reject, type Rejected } from '../../errors/rejected.ts'
import type { Hash } from '../tokens/token.ts'

const hashAlone = /^0x[\da-f]{64}$/i
// Longer runs of digits are something else, such as the data of a call.
const hashInside = /(?<![\da-z])0x[\da-f]{64}(?![\da-z])/gi
const webAddress = /^https?:\/\/\S+$/i

function toHash(text: string): Hash {
  // Both patterns above say what the type says.
  return text.toLowerCase() as Hash
}

/**
 * Reads what a customer shows: a transaction hash in any case, or the web address of an explorer that names exactly one.
 * @param text typed, pasted or scanned
 * @returns `lookup.noHash` for anything else, `lookup.manyHashes` for an address that names several
 */
export function parseTransactionText(text: string): Readonly<{ ok: true; txHash: Hash }> | Rejected {
  const shown = text.trim()
  if (hashAlone.test(shown)) return { ok: true, txHash: toHash(shown) }
  if (!webAddress.test(shown)) return reject('lookup.noHash')
  const [only, ...more] = new Set(Array.from(shown.matchAll(hashInside), ([found]) => toHash(found)))
  if (only === undefined) return reject('lookup.noHash')
  return more.length === 0 ? { ok: true, txHash: only } : reject('lookup.manyHashes')
}
