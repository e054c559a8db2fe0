import { PosError } from '../../../shared/errors/pos-error.ts'
import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { Endpoint } from './endpoint.ts'
import { findBlock } from './read-block.ts'
import type { ReadContext } from './read-context.ts'

/** An endpoint that no longer holds the block that was read last, and the head it shows instead. */
export type RewindClaim = Readonly<{ endpoint: Endpoint; head: BlockRef; cursor: BlockRef }>

// An honest witness may show the newest blocks a moment later.
const witnessLagBlocks = 2

type Opinion = 'holds' | 'replaced' | 'unknown'

async function opinionOf(
  context: ReadContext,
  witness: Endpoint,
  { head, cursor }: RewindClaim,
): Promise<Opinion> {
  const { pool } = context
  try {
    const reach = await pool.introduce(witness)
    if (witness.standing !== 'good' || reach.number + witnessLagBlocks < head.number) return 'unknown'
    const held = await findBlock(witness, cursor.number)
    if (held) return held.hash === cursor.hash ? 'holds' : 'replaced'
    return reach.number < cursor.number ? 'unknown' : 'replaced'
  } catch (error) {
    pool.fail(witness, error)
    return 'unknown'
  }
}

/**
 * Decides whether one endpoint may take blocks, and with them payments, back. Where others are configured it may not do
 * so alone: one that still holds the block refuses it, and one that was heard a minute ago but is silent now is waited
 * for. A rewind that nobody else confirmed is remembered with the endpoint, so that it does not refuse the others later.
 * @throws {PosError} `chain.badAnswer` while the rewind is not believed; the cursor stays where it is
 */
export async function judgeRewind(context: ReadContext, claim: RewindClaim): Promise<void> {
  const { pool, policy, ticks } = context
  const { endpoint, cursor } = claim
  const { host } = endpoint.rpc
  const refuse = (because: string): PosError =>
    new PosError('chain.badAnswer', `${host} ${because}`, { details: { blockNumber: cursor.number } })
  let isConfirmed = false
  for (const witness of pool.othersOf(endpoint)) {
    const isAskable = witness.standing === 'good' || witness.standing === 'untried'
    const opinion = isAskable && !witness.isLone ? await opinionOf(context, witness, claim) : 'unknown'
    if (opinion === 'holds') throw refuse(`follows another fork than ${witness.rpc.host}.`)
    isConfirmed ||= opinion === 'replaced'
  }
  const awaited = pool
    .othersOf(endpoint)
    .find(
      (other) => other.standing === 'failing' && !other.isLone && ticks() - other.heardAt < policy.freshMs,
    )
  if (!isConfirmed && awaited)
    throw refuse(`contradicts what ${awaited.rpc.host} showed, which does not answer now.`)
  endpoint.isLone = !isConfirmed && pool.othersOf(endpoint).length > 0
}
