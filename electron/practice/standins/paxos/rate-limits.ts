import type { Clock } from '../../../platform/clock.ts'

const windowMs = 300_000

/** Requests per second, on average over five minutes, as documented. */
function limitOf(path: string): number {
  if (path.startsWith('/oauth2/token')) return 1
  return path === '/v2/transfer/crypto-withdrawals' || path === '/v2/transfer/internal' ? 20 : 50
}

/** Counts requests per endpoint; over the limit everything is refused for five minutes. There is one address: loopback. */
export type RateLimits = Readonly<{
  /** True when the request may pass. */
  pass: (endpoint: string) => boolean
  /** Refuses everything from now on, for some seconds. */
  block: (seconds: number) => void
  clear: () => void
}>

/** Opens the counters. */
export function openRateLimits(clock: Clock, isOn: () => boolean): RateLimits {
  const counts = new Map<string, { startMs: number; count: number }>()
  let blockedUntilMs = 0
  return {
    pass: (endpoint) => {
      const now = clock.now()
      if (now < blockedUntilMs) return false
      if (!isOn()) return true
      const known = counts.get(endpoint)
      const entry = known && now - known.startMs < windowMs ? known : { startMs: now, count: 0 }
      entry.count += 1
      counts.set(endpoint, entry)
      if (entry.count <= limitOf(endpoint.replace(/^[A-Z]+ /, '')) * (windowMs / 1_000)) return true
      blockedUntilMs = now + windowMs
      return false
    },
    block: (seconds) => {
      blockedUntilMs = clock.now() + seconds * 1_000
    },
    clear: () => {
      counts.clear()
      blockedUntilMs = 0
    },
  }
}
