import { setTimeout as delay } from 'node:timers/promises'
import { createPublicClient, defineChain, http, type PublicClient } from 'viem'
import { startFaultProxy, type FaultProxy } from '../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../../fixtures/memory-chain-sink.ts'
import { watchLocalChain } from '../../fixtures/watched-chain.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { BenchRow } from '../bench-row.ts'

const warmUpBlocks = 10
const measuredBlocks = 10
const viemWatchers = 1_000
const transfer = {
  type: 'event',
  name: 'Transfer',
  inputs: [
    { name: 'from', type: 'address', indexed: true },
    { name: 'to', type: 'address', indexed: true },
    { name: 'value', type: 'uint256' },
  ],
} as const

type Bench = Readonly<{ chain: LocalChain; proxy: FaultProxy; token: Token }>

async function blocksPassed(chain: LocalChain, blocks: number): Promise<void> {
  const goal = (await chain.head()).number + blocks
  while ((await chain.head()).number < goal) await delay(20)
}

/** Counts from the moment a block was applied to the moment a later one was: whole blocks, with the polls between them. */
async function callsOfTill(
  { chain, proxy, token }: Bench,
  recipients: readonly EvmAddress[],
): Promise<number> {
  const sink = createMemoryChainSink()
  sink.facts.recipients = recipients
  const policy = { secondLookMs: 3_600_000 }
  const watcher = watchLocalChain({
    endpoints: [proxy.url],
    tokens: [token],
    sink,
    chain: { blockSeconds: 1 },
    policy,
  })
  const applied = async (): Promise<Readonly<{ number: number; calls: number }>> =>
    await new Promise((resolve) => {
      sink.facts.onApplied = ({ cursor }) => resolve({ number: cursor.number, calls: proxy.total() })
    })
  try {
    await blocksPassed(chain, warmUpBlocks)
    const first = await applied()
    await blocksPassed(chain, measuredBlocks)
    const last = await applied()
    return (last.calls - first.calls) / (last.number - first.number)
  } finally {
    await watcher.stop()
  }
}

async function callsOfViem(
  { chain, proxy, token }: Bench,
  recipients: readonly EvmAddress[],
): Promise<number> {
  const client: PublicClient = createPublicClient({
    chain: defineChain({
      id: chain.chainId,
      name: 'Local',
      blockTime: 1_000,
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [proxy.url] } },
    }),
    // At viem's own pace; in batches, so that the node is busy with answers and not with connections.
    transport: http(proxy.url, { batch: { batchSize: 200 } }),
  })
  const stops = recipients.map((to) =>
    client.watchContractEvent({
      address: token.address,
      abi: [transfer],
      eventName: 'Transfer',
      args: { to },
      onLogs: () => undefined,
    }),
  )
  try {
    await blocksPassed(chain, 3)
    const from = (await chain.head()).number
    proxy.resetCounts()
    await blocksPassed(chain, 3)
    return proxy.total() / ((await chain.head()).number - from)
  } finally {
    for (const stop of stops) stop()
  }
}

const addresses = (count: number): readonly EvmAddress[] =>
  Array.from({ length: count }, (_, index) => receiveAddress(index))

async function rowFor(chain: LocalChain, token: Token, count: number): Promise<BenchRow> {
  const proxy = await startFaultProxy(chain.url)
  try {
    const measured = await callsOfTill({ chain, proxy, token }, addresses(count))
    const bare = 1 + Math.ceil(count / 200)
    return {
      row: `chain calls per block, ${count.toLocaleString('en-US')} watched addresses`,
      measured,
      unit: 'calls',
      peer: { name: 'bare minimum: the block and its logs by 200 recipients', value: bare },
      limit: bare + 1,
      ok: measured <= bare + 1,
      note: 'polls without news are counted; the second look adds one log query for each 200 recipients a minute',
    }
  } finally {
    await proxy.stop()
  }
}

/** JSON-RPC calls for each block of a 1 s chain, counted before a real node, by the number of watched addresses. */
export async function benchCallsPerBlock(): Promise<BenchRow[]> {
  const chain = await startLocalChain({ blockSeconds: 1 })
  const proxy = await startFaultProxy(chain.url)
  try {
    const token = await chain.deployToken()
    const rows = await Promise.all([1, 1_000, 10_000].map(async (count) => await rowFor(chain, token, count)))
    const till = rows[1]?.measured ?? Number.NaN
    const viem = await callsOfViem({ chain, proxy, token }, addresses(viemWatchers))
    const beside: BenchRow = {
      row: 'chain calls per block at 1,000 invoices, beside one viem watcher for each',
      measured: till,
      unit: 'calls',
      peer: { name: 'viem watchContractEvent for each invoice', value: viem },
      limit: viem / 100,
      ok: till <= viem / 100,
      note: `${(viem / till).toFixed(0)} times fewer; each JSON-RPC call of a batch is counted, as providers do`,
    }
    return [...rows, beside]
  } finally {
    await proxy.stop()
    await chain.stop()
  }
}
