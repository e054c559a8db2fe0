import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recipientTopic, transferTopic } from '../../../electron/chains/evm/transfer-topics.ts'
import { systemClock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { openTerminal } from '../../../electron/terminal.ts'
import type { OpenTerminal } from '../../../electron/terminal-options.ts'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import { noAdjustment } from '../../../shared/domain/sale/sale.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import { transports } from '../../contract/transports.ts'
import { askNode } from '../../e2e/wallet.ts'
import type { BenchRow } from '../bench-row.ts'
import { followHeads } from '../chains/follow-heads.ts'
import { percentile } from '../percentile.ts'

const openSales = 1_000
const warmUpBlocks = 10
const measuredBlocks = 300
const recipientsPerCall = 200

function basket(minor: bigint) {
  const line = { id: 'l', name: 'Amount', unitPriceMinor: minor, quantity: 1, discount: noAdjustment }
  return { lines: [line], discount: noAdjustment, tip: noAdjustment }
}

/** When a connected screen is told that a sale is paid, and in which block. */
async function paidAt(
  client: TerminalClient,
  saleId: string,
): Promise<Readonly<{ at: number; blockHash: string }>> {
  for await (const { headline, payments } of await client.checkout.follow({ saleId }))
    if (headline === 'Paid') return { at: performance.now(), blockHash: payments[0]?.blockHash ?? '' }
  throw new Error('The stream ended before the sale was paid')
}

/** What any watcher must ask for at a block: the block, and the logs of all addresses by 200 in a call. */
async function roundTrip(rpcUrl: string, addresses: readonly EvmAddress[]): Promise<number> {
  const startedAt = performance.now()
  const { hash } = (await askNode(rpcUrl, 'eth_getBlockByNumber', ['latest', false])) as { hash: string }
  const chunks = Array.from({ length: Math.ceil(addresses.length / recipientsPerCall) }, (_, index) =>
    addresses.slice(index * recipientsPerCall, (index + 1) * recipientsPerCall),
  )
  await Promise.all(
    chunks.map(async (chunk) => {
      const topics = [transferTopic, null, chunk.map(recipientTopic)]
      await askNode(rpcUrl, 'eth_getLogs', [{ blockHash: hash, topics }])
    }),
  )
  return performance.now() - startedAt
}

async function openMany(client: TerminalClient): Promise<readonly EvmAddress[]> {
  const addresses: EvmAddress[] = []
  for (let index = 0; index < openSales; index += 1)
    addresses.push((await client.checkout.open({ key: `open-${index}`, ...basket(100n) })).address)
  return addresses
}

type Samples = Readonly<{ told: readonly number[]; bare: readonly number[] }>

/** One sale is paid at each block; after its screen was told, the bare calls are timed. */
async function measure(client: TerminalClient, rpcUrl: string): Promise<Samples> {
  const addresses = await openMany(client)
  const heads = await followHeads(rpcUrl)
  const told: number[] = []
  const bare: number[] = []
  try {
    for (let block = 0; block < warmUpBlocks + measuredBlocks; block += 1) {
      const sale = await client.checkout.open({ key: `paid-${block}`, ...basket(500n) })
      const paid = paidAt(client, sale.saleId)
      await client.practice.payUri({ uri: sale.uri })
      const { at, blockHash } = await paid
      const mined = heads.seenAt.get(blockHash) ?? at
      const bareMs = await roundTrip(rpcUrl, addresses)
      if (block < warmUpBlocks) continue
      told.push(Math.max(0, at - mined))
      bare.push(bareMs)
    }
    return { told, bare }
  } finally {
    heads.stop()
  }
}

function rowOf({ told, bare }: Samples, share: number): BenchRow {
  const measured = percentile(told, share)
  const bareMs = percentile(bare, share)
  const limit = 2 * bareMs + 50
  const name = `p${Math.round(share * 100)}`
  return {
    row: `block announced by the node -> Paid at a screen, ${name}`,
    measured,
    unit: 'ms',
    peer: { name: `the block and its logs by ${recipientsPerCall} addresses, ${name}`, value: bareMs },
    limit,
    ok: measured <= limit,
    note: `${told.length} blocks of a 1 s chain, one payment in each, ${openSales.toLocaleString('en-US')} more sales open; detected and released in one transaction, through the WebSocket of the kiosk`,
  }
}

async function withClient<T>(
  terminal: OpenTerminal,
  work: (client: TerminalClient) => Promise<T>,
): Promise<T> {
  const transport = await transports['a WebSocket of the kiosk']?.(terminal.api)
  if (!transport) throw new Error('There is a kiosk transport')
  const { client, close } = await transport.connect('till')
  try {
    await client.session.signIn({ staffId: 'cashier', pin: '1111' })
    return await work(client)
  } finally {
    close()
    await transport.stop()
  }
}

/** Block announced by the node to *Paid* at a screen behind the kiosk's WebSocket, beside the bare calls. */
export async function benchVerdict(): Promise<BenchRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'stablepoint-bench-'))
  const ports = { clock: systemClock, ids: randomIds, log: silentLog }
  const terminal = await openTerminal({ dataFolder, version: 'bench', ...ports })
  try {
    const rpcUrl = terminal.describe().chains[0]?.rpcUrl ?? ''
    const samples = await withClient(terminal, async (client) => await measure(client, rpcUrl))
    return [0.5, 0.95, 0.99].map((share) => rowOf(samples, share))
  } finally {
    await terminal.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
