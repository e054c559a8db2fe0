import type { Timers } from './timers.ts'

/**
 * Spreads the calls to one endpoint when it has said that they are too many. Without this a step of many calls would be
 * cut off at the same place each time, and a till behind a free plan would never catch up.
 */
export type CallPace = Readonly<{
  /** Resolves when the next call may be sent; at once while the endpoint never complained. */
  turn: () => Promise<void>
  /** The endpoint complained. */
  slower: () => void
  /** A whole step went through. */
  faster: () => void
  /** Lets every waiting call go on, to find that it is over. */
  release: () => void
}>

const gapFirstMs = 25
const gapMaxMs = 1_000
const gapGoneMs = 10

/**
 * A pace that begins without a gap.
 * @param ticks monotonic milliseconds
 */
export function createCallPace(timers: Timers, ticks: () => number): CallPace {
  const waiting = new Set<() => void>()
  let gapMs = 0
  let nextAt = 0
  return {
    turn: async () => {
      if (gapMs === 0) return
      const now = ticks()
      const at = Math.max(now, nextAt)
      nextAt = at + gapMs
      if (at === now) return
      await new Promise<void>((resolve) => {
        const go = (): void => {
          cancel()
          waiting.delete(go)
          resolve()
        }
        const cancel = timers.after(at - now, go)
        waiting.add(go)
      })
    },
    slower: () => {
      gapMs = Math.min(gapMaxMs, Math.max(gapFirstMs, gapMs * 2))
    },
    faster: () => {
      gapMs = gapMs * 0.9 < gapGoneMs ? 0 : gapMs * 0.9
    },
    release: () => {
      for (const go of waiting) go()
    },
  }
}
