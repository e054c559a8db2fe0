import { setTimeout as delay } from 'node:timers/promises'
import { transferTopic, recipientTopic } from '../../../electron/chains/evm/transfer-topics.ts'
import { callNode, receiveAddress, startLocalChain } from '../../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../../fixtures/memory-chain-sink.ts'
import { watchLocalChain } from '../../fixtures/watched-chain.ts'
import type { BenchRow } from '../bench-row.ts'
import { percentile } from '../percentile.ts'
import { followHeads } from './follow-heads.ts'

const warmUpBlocks = 10
const measuredBlocks = 16
const watchedAddresses = 1_000

/** One bare block and its logs, as any watcher must ask for them. */
async function roundTrip(url: string, token: string): Promise<number> {
  const startedAt = performance.now()
  const block = (await callNode(url, 'eth_getBlockByNumber', ['latest', false])) as { hash: string }
  const topics = [transferTopic, null, [recipientTopic(receiveAddress(1))]]
  await callNode(url, 'eth_getLogs', [{ blockHash: block.hash, address: token, topics }])
  return performance.now() - startedAt
}

/** From the node having a block to its step being applied: waiting for the poll, the block, its logs, the decoding. */
export async function benchBlockLatency(): Promise<BenchRow[]> {
  const chain = await startLocalChain({ blockSeconds: 1 })
  const token = await chain.deployToken()
  const heads = await followHeads(chain.url)
  const sink = createMemoryChainSink()
  sink.facts.recipients = Array.from({ length: watchedAddresses }, (_, index) => receiveAddress(index))
  const appliedAt = new Map<string, number>()
  sink.facts.onApplied = ({ blocks }) => {
    for (const block of blocks) appliedAt.set(block.hash, performance.now())
  }
  const watcher = watchLocalChain({
    endpoints: [chain.url],
    tokens: [token],
    sink,
    chain: { blockSeconds: 1 },
  })
  const bare: number[] = []
  try {
    while (heads.seenAt.size < warmUpBlocks + measuredBlocks) {
      await delay(500)
      if (heads.seenAt.size > warmUpBlocks) bare.push(await roundTrip(chain.url, token.address))
    }
    await delay(500)
    const measured = [...heads.seenAt].slice(warmUpBlocks).flatMap(([hash, seenAt]) => {
      const applied = appliedAt.get(hash)
      return applied === undefined ? [] : [Math.max(0, applied - seenAt)]
    })
    const row = (share: number): BenchRow => {
      const bareMs = percentile(bare, share)
      const ms = percentile(measured, share)
      return {
        row: `block at the node -> step applied, p${share * 100}`,
        measured: ms,
        unit: 'ms',
        peer: { name: `one getBlock + getLogs, p${share * 100}`, value: bareMs },
        limit: 2 * bareMs + 50,
        ok: ms <= 2 * bareMs + 50,
        note: `${measured.length} blocks of a 1 s chain, ${watchedAddresses.toLocaleString('en-US')} watched addresses; the wait for the poll is part of it`,
      }
    }
    return [row(0.5), row(0.95)]
  } finally {
    heads.stop()
    await watcher.stop()
    await chain.stop()
  }
}
