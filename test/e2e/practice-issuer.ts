import { createWalletClient, http, parseAbi, publicActions, type Hash } from 'viem'
import { practiceIssuer } from '../../electron/practice/chain/practice-accounts.ts'
import { viemChain } from '../../electron/practice/chain/viem-chain.ts'
import type { Ready } from './kiosk.ts'

const issuerAbi = parseAbi(['function pause()', 'function unpause()'])

/** The issuer of the practice tokens stops or resumes some of them, on every chain; the till is told nothing. */
export async function callIssuer(
  { chains }: Ready,
  functionName: 'pause' | 'unpause',
  isMeant: (symbol: string) => boolean,
): Promise<void> {
  for (const { chainId, rpcUrl, tokens } of chains) {
    const client = createWalletClient({
      account: practiceIssuer(),
      chain: viemChain(chainId, rpcUrl),
      transport: http(rpcUrl),
    }).extend(publicActions)
    const meant = tokens.filter(({ symbol }) => isMeant(symbol))
    // One after the other into one block: a slow chain takes twelve seconds for the next.
    const hashes: Hash[] = []
    for (const { address } of meant)
      hashes.push(await client.writeContract({ address, abi: issuerAbi, functionName }))
    for (const hash of hashes) {
      const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 100 })
      if (status !== 'success') throw new Error(`A token refused ${functionName}`)
    }
  }
}
