/** The first pause is at most this long, in milliseconds. */
const delayFirstMs = 2_000

/** No pause is longer, in milliseconds. */
export const delayMaxMs = 600_000

/** Nor shorter: the other side gets air to breathe. */
const delayMinMs = 250

/**
 * Milliseconds until the next try after so many: a ceiling that doubles from 2 seconds to 10 minutes, and a moment anywhere
 * below it ("full jitter"), so that what failed together does not come back together.
 * @param attempts tries so far, at least 1
 * @param random a number from 0 up to but excluding 1
 * @see Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015
 */
export function retryDelayMs(attempts: number, random: number): number {
  // 2^20 is far above the ceiling and keeps the doubling exact.
  const ceiling = Math.min(delayMaxMs, delayFirstMs * 2 ** Math.min(20, Math.max(0, attempts - 1)))
  return Math.max(delayMinMs, Math.round(ceiling * random))
}
