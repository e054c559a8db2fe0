/**
 * Milliseconds to leave an endpoint alone after so many failures in a row: doubling, bounded, and spread over the upper
 * half so that the tills of a street do not come back at the same moment.
 * @param random a number from 0 up to but excluding 1
 */
export function backoffMs(
  failures: number,
  limits: Readonly<{ backoffFirstMs: number; backoffMaxMs: number }>,
  random: number,
): number {
  // 2^30 is far above every limit and keeps the doubling exact.
  const doubled = limits.backoffFirstMs * 2 ** Math.min(30, Math.max(0, failures - 1))
  const full = Math.min(doubled, limits.backoffMaxMs)
  return Math.round(full / 2 + (full / 2) * random)
}

/**
 * Milliseconds that a `Retry-After` header asks for, as seconds or as a date; never more than `maxMs`.
 * @see RFC 9110, section 10.2.3
 */
export function parseRetryAfter(header: string | null, now: number, maxMs: number): number | undefined {
  if (header === null) return undefined
  const text = header.trim()
  const isDate = /^[A-Za-z]{3,9}, /.test(text)
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : isDate ? Date.parse(text) - now : Number.NaN
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, waitMs), maxMs) : undefined
}
