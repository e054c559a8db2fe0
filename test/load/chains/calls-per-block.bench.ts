import { setTimeout as delay } from 'node:timers/promises'
import { createPublicClient, defineChain, http, type PublicClient } from 'viem'
import { startFaultProxy, type FaultProxy } from '../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../../fixtures/memory-chain-sink.ts'
import { watchLocalChain } from '../../fixtures/watched-chain.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { BenchRow } from '../bench-row.ts'

const warmUpBlocks = 6
const measuredBlocks = 5
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

async function callsOfTill(
  { chain, proxy, token }: Bench,
  recipients: readonly EvmAddress[],
): Promise<number> {
  const sink = createMemoryChainSink()
  sink.facts.recipients = recipients
  const watcher = watchLocalChain({
    endpoints: [proxy.url],
    tokens: [token],
    sink,
    chain: { blockSeconds: 1 },
    policy: { secondLookMs: 3_600_000 },
  })
  try {
    await blocksPassed(chain, warmUpBlocks)
    const from = sink.cursor('local')?.number ?? 0
    proxy.resetCounts()
    await blocksPassed(chain, measuredBlocks)
    await delay(300)
    return proxy.total() / ((sink.cursor('local')?.number ?? 0) - from)
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
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [proxy.url] } },
    }),
    // One poll for each block, and batches, so that the node is busy with answers and not with connections.
    pollingInterval: 1_000,
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

/** JSON-RPC calls for each block of a 1 s chain, counted before a real node, by the number of watched addresses. */
export async function benchCallsPerBlock(): Promise<BenchRow[]> {
  const chain = await startLocalChain({ blockSeconds: 1 })
  const proxy = await startFaultProxy(chain.url)
  try {
    const bench = { chain, proxy, token: await chain.deployToken() }
    const watched = (count: number): readonly EvmAddress[] =>
      Array.from({ length: count }, (_, index) => receiveAddress(index))
    const rows: BenchRow[] = []
    for (const count of [1, 1_000, 10_000]) {
      const measured = await callsOfTill(bench, watched(count))
      const bare = 1 + Math.ceil(count / 200)
      rows.push({
        row: `chain calls per block, ${count.toLocaleString('en-US')} watched addresses`,
        measured,
        unit: 'calls',
        peer: { name: 'bare minimum: the block and its logs by 200 recipients', value: bare },
        limit: bare + 1,
        ok: measured <= bare + 1,
        note: 'steady state; the second look adds one log query for each 200 recipients a minute',
      })
    }
    const till = rows[1]?.measured ?? Number.NaN
    const viem = await callsOfViem(bench, watched(viemWatchers))
    rows.push({
      row: 'chain calls per block at 1,000 invoices, beside one viem watcher for each',
      measured: till,
      unit: 'calls',
      peer: { name: 'viem watchContractEvent, one poll a block', value: viem },
      limit: viem / 100,
      ok: till <= viem / 100,
      note: `${(viem / till).toFixed(0)} times fewer; viem's own pace on this chain would be two polls a block`,
    })
    return rows
  } finally {
    await proxy.stop()
    await chain.stop()
  }
}
