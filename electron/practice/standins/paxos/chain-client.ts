import { BlockNotFoundError, createPublicClient, http, type PublicClient } from 'viem'
import { viemChain } from '../../chain/viem-chain.ts'
import type { StandinChain } from './standin-chain.ts'

const rpcTimeoutMs = 5_000

/** A client of a practice chain. */
export function openChainClient(chain: StandinChain): PublicClient {
  return createPublicClient({
    chain: viemChain(chain.chainId, chain.rpcUrl),
    transport: http(chain.rpcUrl, { timeout: rpcTimeoutMs, retryCount: 0 }),
    cacheTime: 0,
  })
}

/** The newest block's number. */
export async function headOf(client: PublicClient): Promise<number> {
  return Number(await client.getBlockNumber({ cacheTime: 0 }))
}

/** The hash of a block, or nothing where the chain has no such block: not yet, no longer, or it was empty and not kept. */
export async function hashAt(client: PublicClient, number: number): Promise<string | undefined> {
  try {
    return (await client.getBlock({ blockNumber: BigInt(number) })).hash ?? undefined
  } catch (error) {
    if (error instanceof BlockNotFoundError) return undefined
    throw error
  }
}
