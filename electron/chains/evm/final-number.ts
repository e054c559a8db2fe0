import type { Endpoint } from './endpoint.ts'
import type { ReadContext } from './read-context.ts'
import { findTaggedBlock } from './read-tag.ts'

/** The newest block that can no longer change, as an endpoint says, or by depth where it does not know the tag. */
export async function findFinalNumber(
  { chain, clock, policy }: Pick<ReadContext, 'chain' | 'clock' | 'policy'>,
  endpoint: Endpoint,
  headNumber: number,
): Promise<number> {
  const tagged = chain.finality.tag
    ? await findTaggedBlock(endpoint, 'finalized', clock.now(), policy)
    : undefined
  return Math.min(headNumber, tagged?.number ?? headNumber - chain.finality.depth)
}
