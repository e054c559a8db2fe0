const firstMs = 400
const longestMs = 8_000

/**
 * How long to wait before the next attempt to reach the terminal: doubling, at most eight seconds, with jitter so that
 * several screens do not knock at the same moment.
 * @param attempt failed attempts so far, zero or more
 * @param random a number from 0 up to 1
 * @returns milliseconds, between half and the whole of the step
 */
export function backoffMs(attempt: number, random: number): number {
  const step = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))
  return Math.round(step / 2 + (step / 2) * random)
}
