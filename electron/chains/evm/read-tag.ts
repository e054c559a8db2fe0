import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { Endpoint } from './endpoint.ts'
import { parseBlock, type ChainBlock } from './parse-answer.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** The tags by which a node says what can no longer change. */
export type BlockTag = 'safe' | 'finalized'

/**
 * The block that an endpoint calls safe or finalized; `undefined` when it does not know the tag, which is remembered for
 * a while only: a young chain has no finalized block yet.
 * @param now milliseconds since 1970, UTC
 */
export async function findTaggedBlock(
  endpoint: Endpoint,
  tag: BlockTag,
  now: number,
  policy: WatchPolicy,
): Promise<ChainBlock | undefined> {
  if ((endpoint.limits.tagUnknownUntil[tag] ?? 0) > now) return undefined
  const block = await askTag(endpoint, tag)
  if (block === undefined) {
    const tagUnknownUntil = { ...endpoint.limits.tagUnknownUntil, [tag]: now + policy.tagUnknownMs }
    endpoint.limits = { ...endpoint.limits, tagUnknownUntil }
  }
  return block
}

async function askTag(endpoint: Endpoint, tag: BlockTag): Promise<ChainBlock | undefined> {
  try {
    const answer = await endpoint.rpc.call('eth_getBlockByNumber', [tag, false])
    return answer === null ? undefined : parseBlock(answer)
  } catch (error) {
    // geth answers a tag that has no block yet with an error, and nodes without the tag refuse the call.
    if (isPosError(error, 'chain.callRefused') || isPosError(error, 'chain.nodeBehind')) return undefined
    throw error
  }
}
