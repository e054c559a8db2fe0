import { createWalletClient, erc20Abi, http, publicActions, type Hash } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { parseEip681, type TransferRequest } from '../../shared/domain/invoice/eip681.ts'
import type { Ready } from './kiosk.ts'

type Paid = Readonly<{ txHash: Hash; blockNumber: bigint }>

/** Pays what a code says with a wallet of its own; the till's practice panel has no part in it. */
export async function payCode(ready: Ready, uri: string): Promise<Paid> {
  const request = parseEip681(uri)
  if (!request) throw new Error(`This is no payment request: ${uri}`)
  return await payRequest(ready, request)
}

/** Sends what a customer chose to send. */
export async function payRequest(ready: Ready, request: TransferRequest): Promise<Paid> {
  const chain = ready.chains.find((candidate) => candidate.chainId === request.chainId)
  const key = ready.practice?.customerKey
  if (!chain || !key) throw new Error(`No wallet for chain ${request.chainId}`)
  const client = createWalletClient({
    account: privateKeyToAccount(key),
    transport: http(chain.rpcUrl),
    chain: {
      id: chain.chainId,
      name: chain.name,
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [chain.rpcUrl] } },
    },
  }).extend(publicActions)
  const txHash = await client.writeContract({
    address: request.tokenAddress,
    abi: erc20Abi,
    functionName: 'transfer',
    args: [request.recipient, request.amountMinor],
  })
  const receipt = await client.waitForTransactionReceipt({ hash: txHash, pollingInterval: 100 })
  if (receipt.status !== 'success') throw new Error(`The transfer ${txHash} failed`)
  return { txHash, blockNumber: receipt.blockNumber }
}

/** Sends one JSON-RPC call to a node, for what only a test does to a chain. */
export async function askNode(
  rpcUrl: string,
  method: string,
  params: readonly unknown[] = [],
): Promise<unknown> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const body: unknown = await response.json()
  if (typeof body === 'object' && body !== null && 'result' in body) return body.result
  throw new Error(`${method} failed: ${JSON.stringify(body)}`)
}

/** Blocks on top of a transaction, counting its own. */
export async function depthOf(rpcUrl: string, txHash: string): Promise<number> {
  const head = await askNode(rpcUrl, 'eth_blockNumber')
  const receipt = await askNode(rpcUrl, 'eth_getTransactionReceipt', [txHash])
  if (typeof receipt !== 'object' || receipt === null || !('blockNumber' in receipt))
    throw new Error('The transaction is in no block')
  return Number(head) - Number(receipt.blockNumber) + 1
}
