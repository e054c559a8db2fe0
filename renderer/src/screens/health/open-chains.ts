import { chainTone } from './chain-warnings.ts'
import type { ChainHealth } from './health-view.ts'

/** Networks whose details were opened or closed, by somebody or by their trouble. */
export type OpenChains = ReadonlyMap<string, boolean>

/** With so few networks nothing is gained by hiding any of it. */
const shownMax = 2
/** Where everything fails at once, as without internet, a list that can be read is worth more than every detail. */
const openedMax = 3

/**
 * Opens networks that have come into trouble. They stay open after it: somebody may be reading. What was closed by hand
 * stays closed.
 * @returns the same object when nothing changed
 */
export function openTroubled(open: OpenChains, ordered: readonly ChainHealth[]): OpenChains {
  const room = openedMax - [...open.values()].filter(Boolean).length
  const fresh = ordered.filter((chain) => chainTone(chain) !== 'good' && !open.has(chain.chain))
  if (room <= 0 || fresh.length === 0) return open
  return new Map([...open, ...fresh.slice(0, room).map(({ chain }) => [chain, true] as const)])
}

/** Whether the details of a network are shown. */
export function isShown(open: OpenChains, chain: string, count: number): boolean {
  return open.get(chain) ?? count <= shownMax
}
