/**
 * An address or transaction in groups of four, as people compare them: `0x`, then four by four.
 * @param text hex with `0x`; anything else is grouped from its start
 */
export function groupAddress(text: string): readonly string[] {
  const prefix = text.startsWith('0x') ? ['0x'] : []
  const digits = text.slice(prefix.length * 2)
  return [...prefix, ...(digits.match(/.{1,4}/g) ?? [])]
}

/** The first and last characters of an address or transaction: `0x1234…cdef`. Short texts stay whole. */
export function shortenHash(text: string): string {
  return text.length <= 14 ? text : `${text.slice(0, 6)}…${text.slice(-4)}`
}
