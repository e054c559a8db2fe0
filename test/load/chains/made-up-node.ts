import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { recipientTopic, transferTopic } from '../../../electron/chains/evm/transfer-topics.ts'
import type { EvmAddress, Hash } from '../../../shared/domain/tokens/token.ts'

/** A chain that is made up as it is asked for, so that its node keeps nothing: two blocks a second, since `epoch`. */
export type MadeUpChain = Readonly<{
  chainId: number
  epoch: number
  token: EvmAddress
  /** Each so many blocks one recipient is sent an amount, in turn. */
  payEvery: number
  amountMinor: bigint
  recipientAt: (turn: number) => EvmAddress
}>

/** A node of that chain over HTTP. */
export type MadeUpNode = Readonly<{
  url: string
  /** The newest block. */
  setHead: (number: number) => void
  stop: () => Promise<void>
}>

type Call = Readonly<{ id: number; method: string; params: readonly unknown[] }>
type Filter = Readonly<{
  blockHash?: Hash
  fromBlock?: string
  toBlock?: string
  topics: readonly [string, null, readonly string[]]
}>

const finalBehind = 64

function word(value: number | bigint): Hash {
  return `0x${value.toString(16).padStart(64, '0')}`
}

/** The instant of a block, in seconds since 1970. */
export function timestampOf({ epoch }: Pick<MadeUpChain, 'epoch'>, number: number): number {
  return epoch + Math.floor(number / 2)
}

function blockOf(chain: MadeUpChain, number: number): object {
  const timestamp = `0x${timestampOf(chain, number).toString(16)}`
  const parentHash = word(Math.max(0, number - 1))
  return { number: `0x${number.toString(16)}`, hash: word(number), parentHash, timestamp }
}

function logsOf(chain: MadeUpChain, { blockHash, fromBlock, toBlock, topics }: Filter): readonly object[] {
  const first = Number(blockHash ?? fromBlock)
  const last = Number(blockHash ?? toBlock)
  const wanted = new Set(topics[2])
  const logs: object[] = []
  const { payEvery } = chain
  for (let number = Math.ceil(first / payEvery) * payEvery; number <= last; number += payEvery) {
    const to = recipientTopic(chain.recipientAt(number / payEvery))
    if (!wanted.has(to)) continue
    logs.push({
      address: chain.token,
      topics: [transferTopic, recipientTopic(`0x${'c'.repeat(40)}`), to],
      data: word(chain.amountMinor),
      blockNumber: `0x${number.toString(16)}`,
      blockHash: word(number),
      transactionHash: word(firstHash + BigInt(number)),
      logIndex: '0x0',
      removed: false,
    })
  }
  return logs
}

const firstHash = 2n ** 255n

/** The transaction that pays in a block: its hash says which. */
function transactionOf(hash: string): unknown {
  const number = BigInt(hash) - firstHash
  return {
    hash,
    from: `0x${'c'.repeat(40)}`,
    nonce: `0x${number.toString(16)}`,
    to: `0x${'d'.repeat(40)}`,
    value: '0x0',
    input: '0x',
    blockNumber: `0x${number.toString(16)}`,
    blockHash: word(number),
  }
}

function answerOf(chain: MadeUpChain, head: number, { method, params }: Call): unknown {
  const [first] = params
  switch (method) {
    case 'eth_chainId':
      return `0x${chain.chainId.toString(16)}`
    case 'eth_call':
      return word(6)
    case 'eth_getLogs':
      // The till is the only one who asks.
      return logsOf(chain, first as Filter)
    case 'eth_getTransactionByHash':
      return transactionOf(String(first))
    case 'eth_getBlockByNumber': {
      const tagged = first === 'latest' ? head : head - finalBehind
      const number = typeof first === 'string' && first.startsWith('0x') ? Number(first) : tagged
      return number > head ? null : blockOf(chain, Math.max(0, number))
    }
    default:
      throw new Error(`Nobody asks ${method}`)
  }
}

/** Starts the node in this process. */
export async function startMadeUpNode(chain: MadeUpChain): Promise<MadeUpNode> {
  let head = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Call | Call[]
      const answers = [body]
        .flat()
        .map((call) => ({ jsonrpc: '2.0', id: call.id, result: answerOf(chain, head, call) }))
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    setHead: (number) => {
      head = number
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
