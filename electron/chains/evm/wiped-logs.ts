import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { Endpoint } from './endpoint.ts'
import { mapBounded } from './map-bounded.ts'
import { parseTransferLogs, toQuantity, type TransferLog } from './parse-answer.ts'
import { chunked, recipientTopic, transferTopic } from './transfer-topics.ts'
import type { WatchPolicy } from './watch-policy.ts'

const nobody: EvmAddress = `0x${'0'.repeat(40)}`

/** Where wiped money is looked for: addresses of ours, and the tokens whose issuers can wipe. */
export type WipeScope = Readonly<{
  tokens: readonly EvmAddress[]
  holders: readonly EvmAddress[]
  fromBlock: number
  toBlock: number
}>

/**
 * Transfers from our addresses to nobody: an issuer that wipes a frozen address says so with such a log (chain fact sheet
 * 1.4), and the till itself sends nothing.
 */
export async function readWipedLogs(
  endpoint: Endpoint,
  { tokens, holders, fromBlock, toBlock }: WipeScope,
  policy: WatchPolicy,
): Promise<readonly TransferLog[]> {
  if (tokens.length === 0 || holders.length === 0) return []
  const range = { fromBlock: toQuantity(fromBlock), toBlock: toQuantity(toBlock) }
  const chunks = chunked(holders, endpoint.limits.recipientsPerCall)
  const answers = await mapBounded(chunks, policy.callsAtOnce, async (own) => {
    const topics = [transferTopic, own.map(recipientTopic), [recipientTopic(nobody)]]
    const answer = await endpoint.rpc.call('eth_getLogs', [{ address: tokens, topics, ...range }])
    const asked = { tokens, recipients: [nobody], within: { fromBlock, toBlock } }
    const known = new Set(own.map((address) => address.toLowerCase()))
    return parseTransferLogs(answer, asked).filter((log) => known.has(log.from.toLowerCase()))
  })
  return answers.flat()
}
