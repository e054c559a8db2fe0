import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

/** The facts that a clock on a checkout needs. */
export type Deadline = Pick<CheckoutView, 'now' | 'expiresAt' | 'openedAt'>

/**
 * Seconds until the deadline, never negative. Counts from the terminal's clock (`view.now`) plus what has passed here
 * since the view arrived, so that a tablet with a wrong clock shows the right time.
 * @param elapsedMs milliseconds since the view arrived, from a clock that only moves forward
 */
export function secondsLeft(deadline: Deadline, elapsedMs: number): number {
  const now = deadline.now + Math.max(0, elapsedMs)
  return Math.max(0, Math.ceil((deadline.expiresAt - now) / 1000))
}

/** Seconds until goods may leave, as the verdict said it and less what has passed since; never negative. */
export function secondsToRelease(seconds: number, elapsedMs: number): number {
  return Math.max(0, Math.ceil(seconds - Math.max(0, elapsedMs) / 1000))
}

/** How much of the time is left, 0..1, for a ring or a bar. */
export function shareLeft(deadline: Deadline, elapsedMs: number): number {
  const whole = deadline.expiresAt - deadline.openedAt
  if (whole <= 0) return 0
  const left = deadline.expiresAt - (deadline.now + Math.max(0, elapsedMs))
  return Math.min(1, Math.max(0, left / whole))
}

/** `4:05`, or `1:02:05` from an hour on. */
export function formatClock(seconds: number): string {
  const pad = (part: number): string => String(part).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = pad(seconds % 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`
}
