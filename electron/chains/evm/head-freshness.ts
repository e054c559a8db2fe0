import type { WatchPolicy } from './watch-policy.ts'

/**
 * How old a newest block is by the clock of the till, and for how long the endpoint has shown no newer one. The first
 * depends on that clock, the second does not.
 */
export type HeadAge = Readonly<{ ageMs: number; unchangedMs: number }>

/**
 * Says why a head is stale, or nothing when it is fresh: its block is older than a minute (six blocks on slow chains), or
 * the endpoint has shown no newer one for as long. Latency says nothing here: a stuck node answers fast.
 */
export function stalenessOf(
  head: HeadAge,
  blockSeconds: number,
  policy: Pick<WatchPolicy, 'freshMs' | 'freshBlocks'>,
): string | undefined {
  const limitMs = Math.max(policy.freshMs, policy.freshBlocks * blockSeconds * 1000)
  if (head.ageMs > limitMs)
    return `its newest block is ${formatAge(head.ageMs)} old by the clock of this till`
  return head.unchangedMs > limitMs
    ? `it has shown no new block for ${formatAge(head.unchangedMs)}`
    : undefined
}

function formatAge(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} seconds`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
}
