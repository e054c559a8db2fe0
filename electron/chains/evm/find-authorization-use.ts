import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { TriedAuthorization } from '../../../shared/domain/look-up/look-up.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import { authorizationUsedTopic } from './authorization-topics.ts'
import type { Endpoint } from './endpoint.ts'
import { fieldOf, hexOf, parseQuantity, toQuantity, topicsOf } from './parse-answer.ts'
import { recipientTopic } from './transfer-topics.ts'

type Use = NonNullable<TriedAuthorization['usedBy']>
type Search = Readonly<{
  authorization: TriedAuthorization
  tokens: readonly EvmAddress[]
  headNumber: number
}>

const piecesMax = 4

function parseUse(answer: unknown, { authorizer, nonce }: TriedAuthorization): Use | undefined {
  const log: unknown = Array.isArray(answer) ? answer[0] : undefined
  if (log === undefined) return undefined
  const [signature, by, of] = topicsOf(log)
  if (signature !== authorizationUsedTopic || by !== recipientTopic(authorizer) || of !== nonce)
    return undefined
  return {
    txHash: hexOf(fieldOf(log, 'transactionHash'), 64, 'a log without a transaction'),
    blockNumber: parseQuantity(fieldOf(log, 'blockNumber'), 'a log without a block number'),
  }
}

/**
 * Looks for the transaction that used an authorization of a listed token, from the newest block backwards, in a few ranges as
 * long as the endpoint is known to allow. Further back it stays unknown.
 */
export async function findAuthorizationUse(
  endpoint: Endpoint,
  { authorization, tokens, headNumber }: Search,
): Promise<TriedAuthorization> {
  const topics = [authorizationUsedTopic, recipientTopic(authorization.authorizer), authorization.nonce]
  const { blocks } = endpoint.limits.range
  let toBlock = headNumber
  for (let piece = 0; piece < piecesMax && toBlock >= 0 && tokens.length > 0; piece += 1) {
    const fromBlock = Math.max(0, toBlock - blocks + 1)
    const range = { fromBlock: toQuantity(fromBlock), toBlock: toQuantity(toBlock) }
    try {
      const answer = await endpoint.rpc.call('eth_getLogs', [{ address: tokens, topics, ...range }])
      const usedBy = parseUse(answer, authorization)
      if (usedBy) return { ...authorization, usedBy }
    } catch (error) {
      // The transaction itself is known by now; who used the authorization is a help and not the answer.
      if (isPosError(error)) return authorization
      throw error
    }
    toBlock = fromBlock - 1
  }
  return authorization
}
