import { setTimeout as delay } from 'node:timers/promises'
import { receiveAddress } from '../../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../../fixtures/memory-chain-sink.ts'
import { localChain, watchLocalChain } from '../../fixtures/watched-chain.ts'
import type { Token } from '../../../shared/domain/tokens/token.ts'
import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { BenchRow } from '../bench-row.ts'
import { startSyntheticNode, syntheticBlock } from './synthetic-node.ts'

const awayBlocks = 50_000
const headNumber = 100_000
/** Blocks by hash at the end: each is itself and one log query. */
const liveBlocks = 64
const invoices = 100
const token: Token = {
  currency: 'USDC.local',
  symbol: 'USDC',
  name: 'USDC',
  chain: 'local',
  chainId: localChain.chainId,
  address: `0x${'1'.repeat(40)}`,
  decimals: 6,
  peg: 'USD',
}

type CaughtUp = Readonly<{ calls: number; seconds: number; bareSeconds: number }>

/** What a block of the synthetic chain is to a till that has read it. */
function refOf(number: number, headTimestamp: number): BlockRef {
  const { hash, parentHash, timestamp } = syntheticBlock(number, headNumber, headTimestamp)
  return { number, hash, parentHash, timestamp: Number(timestamp) }
}

/** The same log queries with nothing around them, eight at a time as the till asks. */
async function askBare(url: string, rangeBlocks: number): Promise<number> {
  const startedAt = performance.now()
  let next = headNumber - awayBlocks + 1
  const work = async (): Promise<void> => {
    while (next <= headNumber) {
      const fromBlock = next
      next += rangeBlocks
      const range = {
        fromBlock: `0x${fromBlock.toString(16)}`,
        toBlock: `0x${Math.min(headNumber, next - 1).toString(16)}`,
      }
      const body = { jsonrpc: '2.0', id: 1, method: 'eth_getLogs', params: [range] }
      await (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json()
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return (performance.now() - startedAt) / 1000
}

async function catchUp(rangeBlocksMax: number): Promise<CaughtUp> {
  const headTimestamp = Math.floor(Date.now() / 1000)
  const { chainId } = localChain
  const node = await startSyntheticNode({ chainId, headNumber, headTimestamp, rangeBlocksMax })
  const sink = createMemoryChainSink()
  const cursor = refOf(headNumber - awayBlocks, headTimestamp)
  sink.apply({ chain: 'local', blocks: [cursor], cursor, transfers: [], source: 'bench', at: 0 })
  const recipients = Array.from({ length: invoices }, (_, index) => receiveAddress(index))
  sink.facts.recipients = recipients
  // A shop that sold all the time: the newest sale was opened a minute ago, the oldest before the network went.
  sink.facts.urgent = recipients.map((address, index) => ({
    address,
    openedAt: (headTimestamp - 60 - index * (awayBlocks / invoices)) * 1000,
  }))
  const bareSeconds = await askBare(node.url, rangeBlocksMax)
  node.resetCalls()
  const startedAt = performance.now()
  // No budget of calls a second: it is the till that is measured, not a provider's plan.
  const policy = { callsPerSecond: 100_000, secondLookMs: 3_600_000, auditMs: 3_600_000 }
  const watcher = watchLocalChain({
    endpoints: [node.url],
    tokens: [token],
    sink,
    chain: { blockSeconds: 1 },
    policy,
  })
  try {
    while (sink.cursor('local')?.number !== headNumber) await delay(5)
    return { calls: node.calls(), seconds: (performance.now() - startedAt) / 1000, bareSeconds }
  } finally {
    await watcher.stop()
    await node.stop()
  }
}

async function rowsFor(rangeBlocksMax: number): Promise<readonly BenchRow[]> {
  const { calls, seconds, bareSeconds } = await catchUp(rangeBlocksMax)
  const ideal = Math.ceil((awayBlocks - liveBlocks) / rangeBlocksMax) + 2 * liveBlocks
  const limit = Math.ceil(1.5 * ideal)
  const what = `catching up ${awayBlocks.toLocaleString('en-US')} blocks at ${rangeBlocksMax.toLocaleString('en-US')} a call`
  return [
    {
      row: `${what}: calls`,
      measured: calls,
      unit: 'calls',
      peer: {
        name: 'ideal: one log query a range, two calls for each of the newest 64 blocks',
        value: ideal,
      },
      limit,
      ok: calls <= limit,
      note: `${invoices} unfinished sales; looking ahead for the newest of them, and learning the limit, are counted`,
    },
    {
      row: `${what}: seconds`,
      measured: seconds,
      unit: 's',
      peer: { name: 'the bare log queries, eight at a time', value: bareSeconds },
      ok: true,
      note: 'a node on this machine without a limit of calls a second; a provider of 250 a second takes its own time',
    },
  ]
}

/** Calls and seconds to read 50,000 blocks after a time away, under the limits of a free and of a paid plan. */
export async function benchCatchUp(): Promise<BenchRow[]> {
  return [...(await rowsFor(10)), ...(await rowsFor(10_000))]
}
