import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { SeenTransfer } from '../port.ts'
import type { Endpoint } from './endpoint.ts'
import type { ChainBlock, TransferLog } from './parse-answer.ts'
import type { ReadContext } from './read-context.ts'
import { readTransferLogs, toSeenTransfer, type LogFilter } from './read-logs.ts'

/** A block whose bloom admits transfers to recipients for whom the endpoint showed none. */
export type Doubt = Readonly<{ block: ChainBlock; suspects: readonly EvmAddress[] }>

/**
 * Where the logs of a block may be incomplete: a lagging log index answers an empty list, which looks like no payment.
 * A bloom in which more recipients show than fit one call is too full to say anything; the second look covers those.
 */
export function findDoubts(
  context: ReadContext,
  blocks: readonly ChainBlock[],
  logs: readonly TransferLog[],
  filter: LogFilter,
): readonly Doubt[] {
  return blocks.flatMap((block) => {
    if (block.logsBloom === undefined) return []
    // What a stranger sends to an address says nothing about its money.
    const own = logs.filter((log) => log.blockHash === block.hash && log.isForeign === undefined)
    const paid = new Set(own.map((log) => log.to))
    const unseen = filter.recipients.filter((recipient) => !paid.has(recipient))
    const suspects = context.bloom.suspects(block.logsBloom, filter.tokens, unseen)
    return suspects.length === 0 || suspects.length > context.policy.recipientsPerCall
      ? []
      : [{ block, suspects }]
  })
}

/**
 * Asks an endpoint for the transfers that are in doubt: one call a block.
 * @returns `undefined` when it could not say, which is reported to the pool
 */
export async function askAbout(
  context: ReadContext,
  endpoint: Endpoint,
  doubts: readonly Doubt[],
): Promise<readonly SeenTransfer[] | undefined> {
  const { policy, pool, tokens } = context
  const found: SeenTransfer[] = []
  try {
    for (const { block, suspects } of doubts) {
      const within = { blockHash: block.hash, number: block.number }
      const logs = await readTransferLogs(
        endpoint,
        [within],
        { tokens: tokens(), recipients: suspects },
        policy,
      )
      found.push(...logs.map((log) => toSeenTransfer(log, block)))
    }
    return found
  } catch (error) {
    // A witness that does not have the block yet is no worse for it.
    if (!isPosError(error, 'chain.nodeBehind')) pool.fail(endpoint, error)
    return undefined
  }
}
