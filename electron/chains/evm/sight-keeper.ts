import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'

/** Keeps what is known of a chain, and tells when it changed. */
export type SightKeeper = Readonly<{
  current: () => ChainSight
  /** Replaces what is known; tells of it when anything but the instant changed, and now and then in any case. */
  set: (sight: ChainSight) => void
  /** Changes single facts, such as a newer finalized block. */
  patch: (facts: Partial<ChainSight>) => void
}>

/**
 * A keeper that begins silent, because nobody has answered yet.
 * @param ticks monotonic milliseconds
 */
export function createSightKeeper(
  first: ChainSight,
  {
    tell,
    heartbeatMs,
    ticks,
  }: Readonly<{ tell: (sight: ChainSight) => void; heartbeatMs: number; ticks: () => number }>,
): SightKeeper {
  let sight = first
  let told = ''
  let toldAt = Number.NEGATIVE_INFINITY
  const set = (next: ChainSight): void => {
    sight = next
    const content = JSON.stringify({ ...next, at: 0 })
    if (content === told && ticks() - toldAt < heartbeatMs) return
    told = content
    toldAt = ticks()
    tell(next)
  }
  return { current: () => sight, set, patch: (facts) => set({ ...sight, ...facts }) }
}
