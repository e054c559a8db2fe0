/** Wrong PINs of one person in a row, and until when no PIN is looked at (milliseconds since 1970, UTC). */
export type PinFailures = Readonly<{ count: number; lockedUntil: number }>

/** No wrong PIN yet. */
export const noFailures: PinFailures = { count: 0, lockedUntil: 0 }

/** Wrong PINs that are free of a wait. */
export const freeTries = 5
const firstLockMs = 30_000
const lockMsMax = 60 * 60 * 1000

/**
 * The state after one more wrong PIN: from the fifth on each locks for twice as long, up to an hour. At that pace a
 * four-digit PIN outlasts a year of guessing.
 * @param now milliseconds since 1970, UTC
 */
export function afterWrongPin(failures: PinFailures, now: number): PinFailures {
  const count = failures.count + 1
  if (count < freeTries) return { count, lockedUntil: 0 }
  const doublings = Math.min(count - freeTries, 20)
  return { count, lockedUntil: now + Math.min(lockMsMax, firstLockMs * 2 ** doublings) }
}

/** Milliseconds until the next PIN is looked at; zero when one may be tried. */
export function lockedForMs(failures: PinFailures, now: number): number {
  return Math.max(0, failures.lockedUntil - now)
}

/** Wrong PINs left before the first wait. */
export function triesLeft(failures: PinFailures): number {
  return Math.max(0, freeTries - failures.count)
}
