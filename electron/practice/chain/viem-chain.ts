import { defineChain, type Chain } from 'viem'

/** A practice chain as viem knows it. */
export function viemChain(chainId: number, rpcUrl: string): Chain {
  return defineChain({
    id: chainId,
    name: `Practice ${chainId}`,
    nativeCurrency: { name: 'Practice Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  })
}
