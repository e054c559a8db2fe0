import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'
import type { Endpoint } from './endpoint.ts'
import type { ReadContext } from './read-context.ts'
import { findTaggedBlock, type BlockTag } from './read-tag.ts'

type TagFacts = Pick<ChainSight, 'safeNumber' | 'finalizedNumber'>

/** How long an answer about tags is good for: about a block, but at least two seconds. */
export function tagIntervalMs(blockSeconds: number): number {
  return Math.min(12_000, Math.max(2_000, blockSeconds * 1000))
}

/**
 * Asks an endpoint what is safe and what is finalized. Nothing above the cursor is named, since nothing above it was
 * read, and a tag on another block than the one that was read says nothing.
 */
export async function readTags(
  { clock, policy, log, chain, sink }: ReadContext,
  endpoint: Endpoint,
): Promise<TagFacts> {
  const read = async (tag: BlockTag): Promise<number | undefined> => {
    const block = await findTaggedBlock(endpoint, tag, clock.now(), policy)
    const cursor = sink.cursor(chain.key)
    if (!block || !cursor) return undefined
    if (!isRead(block, sink.window(chain.key))) {
      log.error('An endpoint calls a block final that was not read', {
        chain: chain.key,
        tag,
        block: block.number,
        host: endpoint.rpc.host,
      })
      return undefined
    }
    return Math.min(block.number, cursor.number)
  }
  const [safeNumber, finalizedNumber] = await Promise.all([read('safe'), read('finalized')])
  return {
    ...(safeNumber === undefined ? {} : { safeNumber }),
    ...(finalizedNumber === undefined ? {} : { finalizedNumber }),
  }
}

function isRead(block: BlockRef, window: readonly BlockRef[]): boolean {
  const stored = window.find(({ number }) => number === block.number)
  return stored === undefined || stored.hash === block.hash
}
