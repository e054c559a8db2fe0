import { assertInvariant } from '../../shared/errors/assert.ts'
import { PosError } from '../../shared/errors/pos-error.ts'

/**
 * Writes a value that holds no others, or says by `undefined` that this one does.
 * @param key the key it stands under, empty in a list and at the top
 */
export type WriteLeaf = (value: unknown, key: string) => string | undefined

/** Deeper than any entry: a cycle or a nesting attack ends here and not in a full stack. */
const depthMax = 32

/**
 * JSON that has one spelling: keys sorted by UTF-16 code units, no whitespace, absent keys left out. The hash chain is
 * made of this text, so its rules never change.
 * @throws {PosError} `invariant.broken` for what JSON cannot hold without loss, or nesting beyond 32
 * @see RFC 8785: the same order of keys, and numbers and strings as ECMAScript writes them
 */
export function canonicalJson(value: unknown, writeLeaf: WriteLeaf = writeJsonLeaf): string {
  return write(value, '', writeLeaf, 0)
}

function write(value: unknown, key: string, writeLeaf: WriteLeaf, depth: number): string {
  const leaf = writeLeaf(value, key)
  if (leaf !== undefined) return leaf
  assertInvariant(depth < depthMax, 'An entry is nested too deeply')
  if (Array.isArray(value)) return writeList(value, writeLeaf, depth + 1)
  if (isRecord(value)) return writeRecord(value, writeLeaf, depth + 1)
  throw new PosError('invariant.broken', 'Only JSON values have a canonical text', {
    details: { key, type: typeof value },
  })
}

function writeList(list: readonly unknown[], writeLeaf: WriteLeaf, depth: number): string {
  let text = ''
  for (const item of list) text += `${text === '' ? '' : ','}${write(item, '', writeLeaf, depth)}`
  return `[${text}]`
}

function writeRecord(record: Readonly<Record<string, unknown>>, writeLeaf: WriteLeaf, depth: number): string {
  let text = ''
  for (const name of Object.keys(record).sort()) {
    const member = record[name]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${quote(name)}:${write(member, name, writeLeaf, depth)}`
  }
  return `{${text}}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function writeJsonLeaf(value: unknown, key: string): string | undefined {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') {
    assertInvariant(Number.isFinite(value), 'Only finite numbers have a canonical text', { key })
    return quoteNumber(value)
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return value === null ? 'null' : undefined
}

/** Text in which JSON escapes nothing; most texts are, and quoting them is then only two more characters. */
const plainText = /^[\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]*$/

/** A string as JSON writes it. */
export function quote(text: string): string {
  return plainText.test(text) ? `"${text}"` : JSON.stringify(text)
}

/** A finite number as JSON writes it. Minus zero is zero: it would be read back as that. */
export function quoteNumber(value: number): string {
  return `${value === 0 ? 0 : value}`
}
