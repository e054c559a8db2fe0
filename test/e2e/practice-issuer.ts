import {
  createWalletClient,
  http,
  isHex,
  parseAbi,
  publicActions,
  type Abi,
  type Address,
  type Hash,
} from 'viem'
import { practiceIssuer } from '../../electron/practice/chain/practice-accounts.ts'
import { viemChain } from '../../electron/practice/chain/viem-chain.ts'
import artifacts from '../../resources/contracts/artifacts.json' with { type: 'json' }
import type { Ready } from './kiosk.ts'

type PracticeChain = Ready['chains'][number]

function issuerOn({ chainId, rpcUrl }: PracticeChain) {
  return createWalletClient({
    account: practiceIssuer(),
    chain: viemChain(chainId, rpcUrl),
    transport: http(rpcUrl),
  }).extend(publicActions)
}

const issuerAbi = parseAbi(['function pause()', 'function unpause()'])

/** The issuer of the practice tokens stops or resumes some of them, on every chain; the till is told nothing. */
export async function callIssuer(
  { chains }: Ready,
  functionName: 'pause' | 'unpause',
  isMeant: (symbol: string) => boolean,
): Promise<void> {
  for (const chain of chains) {
    const client = issuerOn(chain)
    const meant = chain.tokens.filter(({ symbol }) => isMeant(symbol))
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

/** Puts a price feed on a practice chain that says what a dollar's worth of a token is, with eight decimals. */
export async function deployFeed(chain: PracticeChain, price: bigint): Promise<Address> {
  const client = issuerOn(chain)
  const { abi: compiled, bytecode } = artifacts.contracts.PracticePriceFeed
  if (!isHex(bytecode)) throw new Error('The artifact holds code.')
  // The compiler wrote it; JSON modules lose the literal types.
  const abi = compiled as Abi
  const hash = await client.deployContract({ abi, bytecode, args: [8] })
  const { contractAddress: address } = await client.waitForTransactionReceipt({ hash, pollingInterval: 100 })
  if (!address) throw new Error('The feed was not created.')
  const { timestamp } = await client.getBlock()
  const written = await client.writeContract({
    address,
    abi,
    functionName: 'write',
    args: [price, timestamp],
  })
  await client.waitForTransactionReceipt({ hash: written, pollingInterval: 100 })
  return address
}
