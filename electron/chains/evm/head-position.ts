import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'

/**
 * Where an endpoint's newest block stands against what was read: `ahead` of it, the `same`, merely `behind`, on another
 * fork (`forked`), or so far behind that nothing stored can be compared (`lost`).
 */
export type HeadPosition = 'ahead' | 'same' | 'behind' | 'forked' | 'lost'

/**
 * Compares a head with the cursor and the stored window. A lower head is no rewind by itself: a node that is behind shows
 * a block that is stored under its number, and only another block there proves that the chain went back.
 * @param window reads the stored blocks, which most polls do not need
 */
export function positionOf(
  head: BlockRef,
  cursor: BlockRef,
  window: () => readonly BlockRef[],
  windowBlocks: number,
): HeadPosition {
  if (head.number > cursor.number + 1) return 'ahead'
  if (head.number === cursor.number + 1) return head.parentHash === cursor.hash ? 'ahead' : 'forked'
  if (head.number === cursor.number) return head.hash === cursor.hash ? 'same' : 'forked'
  if (head.number < cursor.number - windowBlocks) return 'lost'
  const stored = window().find((block) => block.number === head.number)
  return stored === undefined || stored.hash === head.hash ? 'behind' : 'forked'
}
