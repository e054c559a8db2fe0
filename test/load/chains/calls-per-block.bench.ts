import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Token } from '../../../shared/domain/tokens/token.ts'
import { startFaultProxy } from '../../fixtures/fault-proxy.ts'
import { startLocalChain, type LocalChain } from '../../fixtures/local-chain.ts'
import type { BenchRow } from '../bench-row.ts'
import type { WatchMark, WatchTask } from './watching-child.ts'

const warmUpBlocks = 10
const measuredBlocks = 12
const sizes = [1, 100, 1_000, 10_000] as const
const viemMax = 1_000
const child = join(import.meta.dirname, 'watching-child.ts')

/** What one block costs, averaged over whole blocks with the polls between them. */
type Cost = Readonly<{ calls: number; bytes: number; cpuMs: number }>
type Mark = WatchMark & Readonly<{ calls: number; bytes: number }>

/** Measures a watcher in a process of its own, from the moment a block was applied to the moment a later one was. */
async function costOf(
  chain: LocalChain,
  token: Token,
  { kind, addresses }: Pick<WatchTask, 'kind' | 'addresses'>,
): Promise<Cost> {
  const proxy = await startFaultProxy(chain.url)
  const task: WatchTask = { kind, url: proxy.url, nodeUrl: chain.url, token, addresses }
  const watcher = fork(child, [JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    let first: Mark | undefined
    let begun = Number.POSITIVE_INFINITY
    for (;;) {
      const [told] = (await once(watcher, 'message')) as [WatchMark]
      const mark: Mark = { ...told, calls: proxy.total(), bytes: proxy.bytes() }
      begun = Math.min(begun, mark.number)
      if (!first && mark.number - begun >= warmUpBlocks) first = mark
      const blocks = first ? mark.number - first.number : 0
      if (!first || blocks < measuredBlocks) continue
      return {
        calls: (mark.calls - first.calls) / blocks,
        bytes: (mark.bytes - first.bytes) / blocks,
        cpuMs: (mark.cpuMs - first.cpuMs) / blocks,
      }
    }
  } finally {
    watcher.kill()
    await once(watcher, 'exit')
    await proxy.stop()
  }
}

function rowsFor(addresses: number, till: Cost, bare: Cost): readonly BenchRow[] {
  const of = `${addresses.toLocaleString('en-US')} open invoices`
  const minimum = 1 + Math.ceil(addresses / 200)
  const name = 'bare minimum: the block and its logs by 200 recipients'
  const bytes = { measured: till.bytes / 1_000, limit: (2 * bare.bytes) / 1_000 + 10 }
  const cpu = { measured: till.cpuMs, limit: 2 * bare.cpuMs + 20 }
  return [
    {
      row: `chain calls per block, ${of}`,
      measured: till.calls,
      unit: 'calls',
      peer: { name, value: minimum },
      limit: minimum + 1,
      ok: till.calls <= minimum + 1,
      note: 'polls without news are counted; the second look, every minute or later, adds at most half a call',
    },
    {
      row: `bytes per block, both ways, ${of}`,
      ...bytes,
      unit: 'kB',
      peer: { name, value: bare.bytes / 1_000 },
      ok: bytes.measured <= bytes.limit,
    },
    {
      row: `CPU per block, ${of}`,
      ...cpu,
      unit: 'ms',
      peer: { name, value: bare.cpuMs },
      ok: cpu.measured <= cpu.limit,
      note: 'of a process that watches and does nothing else',
    },
  ]
}

function besideViem(addresses: number, till: Cost, viem: Cost): readonly BenchRow[] {
  const of = `${addresses.toLocaleString('en-US')} invoices, beside one viem watcher for each`
  const name = 'viem watchContractEvent for each invoice'
  // The budget stands for a thousand; with a few a watcher for each is a fair way.
  const share = addresses === viemMax ? 100 : 1
  const limit = Math.max(viem.calls / share, 3)
  return [
    {
      row: `chain calls per block at ${of}`,
      measured: till.calls,
      unit: 'calls',
      peer: { name, value: viem.calls },
      limit,
      ok: till.calls <= limit,
      note: `${(viem.calls / till.calls).toFixed(1)} times fewer; each JSON-RPC call of a batch is counted, as providers do`,
    },
    {
      row: `CPU per block at ${of}`,
      measured: till.cpuMs,
      unit: 'ms',
      peer: { name, value: viem.cpuMs },
      ok: till.cpuMs <= viem.cpuMs + 20,
      note: `${(till.bytes / 1_000).toFixed(0)} kB a block beside ${(viem.bytes / 1_000).toFixed(0)} kB`,
    },
  ]
}

/** Calls, bytes and CPU for each block of a 1 s chain on a real node, by the number of open invoices. */
export async function benchCallsPerBlock(): Promise<BenchRow[]> {
  const chain = await startLocalChain({ blockSeconds: 1 })
  try {
    const token = await chain.deployToken()
    const rows: BenchRow[] = []
    for (const addresses of sizes) {
      const till = await costOf(chain, token, { kind: 'till', addresses })
      const bare = await costOf(chain, token, { kind: 'bare', addresses })
      rows.push(...rowsFor(addresses, till, bare))
      if (addresses > viemMax) continue
      const viem = await costOf(chain, token, { kind: 'viem', addresses })
      rows.push(...besideViem(addresses, till, viem))
    }
    return rows
  } finally {
    await chain.stop()
  }
}
