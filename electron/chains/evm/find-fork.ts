import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'

/**
 * The highest stored block that is still on the chain; `undefined` when none is. All blocks below a canonical one are
 * canonical, so the search doubles its steps and then halves the gap: two calls for a reorganisation of one block, at
 * most 17 for a window of 256.
 * @param window stored blocks, newest first
 */
export async function findFork(
  window: readonly BlockRef[],
  isCanonical: (block: BlockRef) => Promise<boolean>,
): Promise<BlockRef | undefined> {
  const holds = async (index: number): Promise<boolean> => {
    const block = window[index]
    return block !== undefined && (await isCanonical(block))
  }
  let lost = -1
  let probe = 0
  while (probe < window.length && !(await holds(probe))) {
    if (probe === window.length - 1) return undefined
    lost = probe
    probe = Math.min(2 * probe + 1, window.length - 1)
  }
  let kept = probe
  while (kept - lost > 1) {
    const middle = (kept + lost) >> 1
    if (await holds(middle)) kept = middle
    else lost = middle
  }
  return window[kept]
}
