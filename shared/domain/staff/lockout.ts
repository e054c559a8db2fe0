/** Wrong PINs of one person in a row, and until when no PIN is looked at (milliseconds since 1970, UTC). */
export type PinFailures = Readonly<{ count: number; lockedUntil: number }>

/** No wrong PIN yet. */
export const noFailures: PinFailures = { count: 0, lockedUntil: 0 }

/** Wrong PINs that are free of a wait. */
const freeTries = 5
const firstLockMs = 30_000
const lockMsMax = 60 * 60 * 1000

function lockMsAfter(count: number): number {
  if (count < freeTries) return 0
  return Math.min(lockMsMax, firstLockMs * 2 ** Math.min(count - freeTries, 20))
}

/**
 * The state after one more wrong PIN: from the fifth on each locks for twice as long, up to an hour. At that pace a
 * four-digit PIN outlasts a year of guessing.
 * @param now milliseconds since 1970, UTC
 */
export function afterWrongPin(failures: PinFailures, now: number): PinFailures {
  const count = failures.count + 1
  const lockMs = lockMsAfter(count)
  return { count, lockedUntil: lockMs === 0 ? 0 : now + lockMs }
}

/**
 * The same failures where the clock was set back: nobody waits longer than the wrong PINs earned, counted from now.
 * @param now milliseconds since 1970, UTC
 */
export function onCorrectedClock(failures: PinFailures, now: number): PinFailures {
  const latest = now + lockMsAfter(failures.count)
  return failures.lockedUntil <= latest ? failures : { ...failures, lockedUntil: latest }
}

/** Milliseconds until the next PIN is looked at; zero when one may be tried. */
export function lockedForMs(failures: PinFailures, now: number): number {
  return Math.max(0, failures.lockedUntil - now)
}

/** Wrong PINs left before the first wait. */
export function triesLeft(failures: PinFailures): number {
  return Math.max(0, freeTries - failures.count)
}
