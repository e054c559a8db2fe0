import { setTimeout as delay } from 'node:timers/promises'
import { createPublicClient, defineChain, http } from 'viem'
import { recipientTopic, transferTopic } from '../../../electron/chains/evm/transfer-topics.ts'
import type { Token } from '../../../shared/domain/tokens/token.ts'
import { callNode, receiveAddress } from '../../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../../fixtures/memory-chain-sink.ts'
import { watchLocalChain } from '../../fixtures/watched-chain.ts'

// Watches a chain in a process of its own, so that its CPU is nobody else's. Started by calls-per-block.bench.ts.

/** Who watches, what, and how many addresses. */
export type WatchTask = Readonly<{
  kind: 'till' | 'bare' | 'viem'
  url: string
  /** Past the proxy that counts. */
  nodeUrl: string
  token: Token
  addresses: number
}>

/** Where the watcher stands: its newest block, and what it has cost so far. */
export type WatchMark = Readonly<{ number: number; cpuMs: number }>

const transfer = {
  type: 'event',
  name: 'Transfer',
  inputs: [
    { name: 'from', type: 'address', indexed: true },
    { name: 'to', type: 'address', indexed: true },
    { name: 'value', type: 'uint256' },
  ],
} as const

function tell(number: number): void {
  const { user, system } = process.cpuUsage()
  const mark: WatchMark = { number, cpuMs: (user + system) / 1_000 }
  process.send?.(mark)
}

function watchAsTill({ url, token, addresses }: WatchTask): void {
  const sink = createMemoryChainSink()
  sink.facts.recipients = Array.from({ length: addresses }, (_, index) => receiveAddress(index))
  sink.facts.onApplied = ({ cursor }) => tell(cursor.number)
  const policy = { secondLookMs: 3_600_000 }
  watchLocalChain({ endpoints: [url], tokens: [token], sink, chain: { blockSeconds: 1 }, policy })
}

/** What any watcher must ask for: the newest block once, and its logs by 200 recipients. */
async function watchBare({ url, token, addresses }: WatchTask): Promise<never> {
  const topics = Array.from({ length: addresses }, (_, index) => recipientTopic(receiveAddress(index)))
  for (;;) {
    const head = (await callNode(url, 'eth_getBlockByNumber', ['latest', false])) as Readonly<
      Record<'hash' | 'number', string>
    >
    for (let from = 0; from < topics.length; from += 200) {
      const filter = [transferTopic, null, topics.slice(from, from + 200)]
      await callNode(url, 'eth_getLogs', [{ blockHash: head.hash, address: token.address, topics: filter }])
    }
    tell(Number(head.number))
    await delay(1_000)
  }
}

async function watchWithViem({ url, nodeUrl, token, addresses }: WatchTask): Promise<never> {
  const client = createPublicClient({
    chain: defineChain({
      id: token.chainId,
      name: 'Local',
      blockTime: 1_000,
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [url] } },
    }),
    // At viem's own pace; in batches, so that the node is busy with answers and not with connections.
    transport: http(url, { batch: { batchSize: 200 } }),
  })
  for (let index = 0; index < addresses; index += 1)
    client.watchContractEvent({
      address: token.address,
      abi: [transfer],
      eventName: 'Transfer',
      args: { to: receiveAddress(index) },
      onLogs: () => undefined,
    })
  for (;;) {
    await delay(1_000)
    tell(Number(await callNode(nodeUrl, 'eth_blockNumber')))
  }
}

const task = JSON.parse(process.argv[2] ?? '{}') as WatchTask
if (task.kind === 'till') watchAsTill(task)
else if (task.kind === 'bare') await watchBare(task)
else await watchWithViem(task)
