const checkMs = 1_000
const touchEveryMs = 15_000

type IdleLock = Readonly<{
  idleMs: number
  now: () => number
  /** The person was active since the last touch: the terminal should know. */
  onTouch: () => void
  onIdle: () => void
}>

/** A watch over one person's idle time. */
export type IdleWatch = Readonly<{ noteActivity: () => void; stop: () => void }>

/**
 * Locks an idle till. The page counts for itself, so that it locks without a connection too, and tells the terminal at
 * most every fifteen seconds that somebody is there.
 */
export function startIdleLock({ idleMs, now, onTouch, onIdle }: IdleLock): IdleWatch {
  let activeAt = now()
  let touchedAt = now()
  const timer = setInterval(() => {
    if (now() - activeAt >= idleMs) {
      clearInterval(timer)
      onIdle()
      return
    }
    if (activeAt > touchedAt && now() - touchedAt >= Math.min(touchEveryMs, idleMs / 3)) {
      touchedAt = now()
      onTouch()
    }
  }, checkMs)
  return {
    noteActivity: () => {
      activeAt = now()
    },
    stop: () => clearInterval(timer),
  }
}
