import { PosError } from '../../shared/errors/pos-error.ts'
import { canonicalJson, quote, quoteNumber } from './canonical-json.ts'

/** Keys that hold an integer of any size: decimal text on disk, a bigint in memory. The last two are those of a rate. */
const bigintKey = /^(?:minor|.*Minor|numerator|denominator)$/
/** The one measure that may have decimals: seconds per block. It is never money. */
const decimalKey = 'blockSeconds'
const decimalText = /^(?:0|-?[1-9]\d{0,99})$/

const isBigintKey = new Map<string, boolean>()

function holdsBigint(key: string): boolean {
  const known = isBigintKey.get(key)
  if (known !== undefined) return known
  const found = bigintKey.test(key)
  // Keys come from our own types; the limit only guards against a body that is a map of a customer's words.
  if (isBigintKey.size < 1_000) isBigintKey.set(key, found)
  return found
}

/**
 * The body of an entry as its canonical text.
 * @throws {PosError} `invariant.broken` for an amount that is no bigint, a bigint that is no amount, a number that is no
 * safe integer, or a value JSON cannot hold
 */
export function encodeBody(body: object): string {
  return canonicalJson(body, writeStoredLeaf)
}

/** Called for every value of every entry: the facts of a refusal are only put together once there is one. */
function writeStoredLeaf(value: unknown, key: string): string | undefined {
  if (typeof value === 'bigint') return holdsBigint(key) ? `"${value}"` : refuse(key, value)
  if (holdsBigint(key)) return refuse(key, value)
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return isStorable(value, key) ? quoteNumber(value) : refuse(key, value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (value === null) return 'null'
  return typeof value === 'object' ? undefined : refuse(key, value)
}

function refuse(key: string, value: unknown): never {
  throw new PosError(
    'invariant.broken',
    'An entry holds amounts as bigint under a key that says so, other numbers as safe integers, and plain data',
    { details: { key, type: typeof value } },
  )
}

function isStorable(value: number, key: string): boolean {
  return key === decimalKey ? Number.isFinite(value) : Number.isSafeInteger(value)
}

/**
 * The body of an entry from its stored text; the inverse of `encodeBody`.
 * @throws {PosError} `ledger.corrupt` for text that `encodeBody` cannot have written
 */
export function decodeBody(text: string): unknown {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new PosError('ledger.corrupt', 'The body of an entry is not JSON', { cause })
  }
  if (typeof parsed !== 'object' || parsed === null)
    throw new PosError('ledger.corrupt', 'The body of an entry is not an object')
  return fromStored(parsed, '')
}

function fromStored(value: unknown, key: string): unknown {
  if (holdsBigint(key)) return amountFromStored(value, key)
  if (typeof value === 'number') {
    if (!isStorable(value, key))
      throw new PosError('ledger.corrupt', 'A stored number is not an integer', { details: { key } })
    return value
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: unknown) => fromStored(item, ''))
  const body: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) body[name] = fromStored(member, name)
  return body
}

function amountFromStored(value: unknown, key: string): bigint {
  if (typeof value !== 'string' || !decimalText.test(value))
    throw new PosError('ledger.corrupt', 'A stored amount is not decimal text', { details: { key } })
  return BigInt(value)
}

/**
 * An amount from its column.
 * @throws {PosError} `ledger.corrupt` for text that is not an integer in its shortest form
 */
export function parseStoredAmount(text: string): bigint {
  return amountFromStored(text, 'amount')
}
