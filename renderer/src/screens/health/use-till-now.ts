import { useEffect, useState } from 'react'

const tickMs = 1_000

/**
 * This moment by the clock of the till, once a second: what it said last, and what has passed on this page since.
 * @param at the till's instant in what it said
 * @param arrivedAtMs the page's monotonic clock when that arrived
 */
export function useTillNow(at: number, arrivedAtMs: number): number {
  const [nowMs, setNowMs] = useState(arrivedAtMs)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  return at + Math.max(0, nowMs - arrivedAtMs)
}
