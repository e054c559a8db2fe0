import { pad } from 'viem/utils'
import { isPosError, PosError } from '../../../shared/errors/pos-error.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { Endpoint } from './endpoint.ts'
import { readHead } from './endpoint-pool.ts'
import { mapBounded } from './map-bounded.ts'
import { toQuantity } from './parse-answer.ts'
import type { RpcCall } from './rpc-client.ts'
import { chunked } from './transfer-topics.ts'
import type { WatchPolicy } from './watch-policy.ts'

// The first four bytes of keccak256('balanceOf(address)'), EIP-20.
const balanceOfSelector = '0x70a08231'
// Providers count each call of a batch; 50 keeps one batch small enough for all of them.
const callsPerBatch = 50
const batchesAtOnce = 2

function parseBalance(answer: unknown, endpoint: Endpoint): bigint {
  if (typeof answer !== 'string' || !/^0x[\da-fA-F]{64}$/.test(answer))
    throw new PosError('chain.badAnswer', `${endpoint.rpc.host} answered a balance with something else.`)
  return BigInt(answer)
}

/**
 * Sum of the balances of addresses in minor units of the token, all at the newest block of one endpoint.
 * @throws {PosError} `contract.invalidInput` for more than 20,000 addresses; what a call can throw
 */
export async function sumBalances(
  endpoint: Endpoint,
  token: Token,
  addresses: readonly EvmAddress[],
  policy: WatchPolicy,
): Promise<bigint> {
  if (addresses.length > policy.recipientsMax)
    throw new PosError(
      'contract.invalidInput',
      `Balances are asked of at most ${policy.recipientsMax} addresses.`,
    )
  if (addresses.length === 0) return 0n
  // Lower case is still an address; it only tells two spellings of one apart.
  const each = [...new Set(addresses.map((address) => address.toLowerCase() as EvmAddress))]
  const block = toQuantity((await readHead(endpoint, policy)).number)
  const callFor = (address: EvmAddress): RpcCall => ({
    method: 'eth_call',
    params: [{ to: token.address, data: `${balanceOfSelector}${pad(address).slice(2)}` }, block],
  })
  const sums = await mapBounded(chunked(each, callsPerBatch), batchesAtOnce, async (chunk) => {
    const answers = await askTogether(endpoint, chunk.map(callFor), policy)
    return answers.reduce<bigint>((sum, answer) => sum + parseBalance(answer, endpoint), 0n)
  })
  return sums.reduce((sum, part) => sum + part, 0n)
}

/** Asks in one batch, or one by one where the endpoint takes no batches. */
async function askTogether(
  endpoint: Endpoint,
  calls: readonly RpcCall[],
  policy: WatchPolicy,
): Promise<readonly unknown[]> {
  try {
    return await endpoint.rpc.batch(calls)
  } catch (error) {
    if (!isPosError(error, 'chain.badAnswer') && !isPosError(error, 'chain.callRefused')) throw error
    return await mapBounded(
      calls,
      policy.callsAtOnce,
      async ({ method, params }) => await endpoint.rpc.call(method, params),
    )
  }
}
