import { encodeAbiParameters, numberToHex, pad, toHex, type Hex } from 'viem'
import type { TransferRequest } from '../../../shared/domain/invoice/eip681.ts'
import { fieldOf } from '../../chains/evm/parse-answer.ts'
import { transferTopic } from '../../chains/evm/transfer-topics.ts'
import type { NodeFault } from './node-in-between.ts'

/** The node shows no block newer than the one of the moment the fault was made. */
export function heldHead(newest: number): NodeFault {
  const held = numberToHex(newest)
  return async ({ method, params }, ask) => {
    if (method === 'eth_blockNumber') return held
    if (method !== 'eth_getBlockByNumber') return undefined
    const [which, full] = params
    if (which === 'latest') return await ask(method, [held, full])
    const isNewer = typeof which === 'string' && which.startsWith('0x') && Number(which) > newest
    return isNewer ? null : undefined
  }
}

type Lie = Readonly<{ blockHash: string; log: object }>

function isAskedFor(filter: unknown, { tokenAddress, recipient }: TransferRequest): boolean {
  const has = (list: unknown, wanted: string): boolean =>
    [list].flat().some((each) => typeof each === 'string' && each.toLowerCase() === wanted.toLowerCase())
  const topics = fieldOf(filter, 'topics')
  const recipients: unknown = Array.isArray(topics) ? topics[2] : undefined
  const address = fieldOf(filter, 'address')
  return (address === undefined || has(address, tokenAddress)) && has(recipients, pad(recipient))
}

function inventedLog(
  { tokenAddress, recipient, amountMinor }: TransferRequest,
  payer: Hex,
  block: Readonly<{ hash: string; number: unknown }>,
): object {
  return {
    address: tokenAddress.toLowerCase(),
    topics: [transferTopic, pad(payer), pad(recipient)].map((topic) => topic.toLowerCase()),
    data: encodeAbiParameters([{ type: 'uint256' }], [amountMinor]),
    blockHash: block.hash,
    blockNumber: block.number,
    // No such transaction was ever sent.
    transactionHash: pad(toHex(`invented ${block.hash.slice(2, 18)}`), { dir: 'right' }),
    transactionIndex: '0x0',
    logIndex: '0x3e7',
    removed: false,
  }
}

/** The node invents a transfer, in the first block that it is asked about by hash, and stays with it. */
export function inventedTransfer(request: TransferRequest, payer: Hex): NodeFault {
  let lie: Lie | undefined
  return async ({ method, params }, ask) => {
    if (method !== 'eth_getLogs' || !isAskedFor(params[0], request)) return undefined
    const blockHash = fieldOf(params[0], 'blockHash')
    if (lie === undefined && typeof blockHash === 'string') {
      const block = await ask('eth_getBlockByHash', [blockHash, false])
      const log = inventedLog(request, payer, { hash: blockHash, number: fieldOf(block, 'number') })
      lie ??= { blockHash, log }
    }
    if (lie === undefined || lie.blockHash !== blockHash) return undefined
    const honest = await ask(method, params)
    return [...(Array.isArray(honest) ? (honest as readonly unknown[]) : []), lie.log]
  }
}
