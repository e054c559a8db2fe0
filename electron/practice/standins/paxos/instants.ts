/** An instant as RFC 3339 text in UTC, with as many fractional digits as it needs, nine at most. */
export function formatInstant(ns: bigint): string {
  const seconds = ns / 1_000_000_000n
  const fraction = (ns % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '')
  const text = new Date(Number(seconds) * 1_000).toISOString().slice(0, 19)
  return `${text}${fraction === '' ? '' : `.${fraction}`}Z`
}

/** Nanoseconds since 1970 of RFC 3339 text; nothing for other text. */
export function parseInstant(text: string): bigint | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/.exec(text)
  if (!parts) return undefined
  const ms = Date.parse(`${parts[1]}${parts[3]}`)
  if (Number.isNaN(ms)) return undefined
  return BigInt(ms) * 1_000_000n + BigInt((parts[2] ?? '').padEnd(9, '0'))
}

/** The instant of a clock's milliseconds. */
export function instantOfMs(ms: number): bigint {
  return BigInt(Math.trunc(ms)) * 1_000_000n
}
