import { assertInvariant } from '../../shared/errors/assert.ts'

/** A value that JSON can hold without loss. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/** Deeper than any entry: a cycle or a nesting attack ends here and not in a full stack. */
const depthMax = 32

/**
 * JSON that has one spelling: keys sorted by UTF-16 code units, no whitespace, absent keys left out. The hash chain is
 * made of this text, so its rules never change.
 * @throws {PosError} `invariant.broken` for a number that is not finite, a hole in a list, or nesting beyond 32
 * @see RFC 8785: the same order of keys and the same numbers and strings as ECMAScript writes
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0)
}

function write(value: JsonValue, depth: number): string {
  assertInvariant(depth <= depthMax, 'An entry is nested too deeply')
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return writeNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  assertInvariant(typeof value === 'object', 'Only JSON values have a canonical text', { type: typeof value })
  if (isList(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(member, depth + 1)}`
  }
  return `{${text}}`
}

/** `Array.isArray` does not narrow a readonly array. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function writeNumber(value: number): string {
  assertInvariant(Number.isFinite(value), 'Only finite numbers have a canonical text')
  // Minus zero would be written as zero and read back as another value.
  return Object.is(value, -0) ? '0' : String(value)
}
