import { useEffect, useState } from 'react'

const tickMs = 250

/** Milliseconds since `sinceMs` of the page's monotonic clock, ticking four times a second. */
export function useElapsed(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(sinceMs)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, nowMs - sinceMs)
}
