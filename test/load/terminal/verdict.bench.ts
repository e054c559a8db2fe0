import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { openTerminal } from '../../../electron/terminal.ts'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import { noAdjustment } from '../../../shared/domain/sale/sale.ts'
import { transports } from '../../contract/transports.ts'
import { askNode } from '../../e2e/wallet.ts'
import type { BenchRow } from '../bench-row.ts'
import { percentile } from '../percentile.ts'

const payments = 30
const openSales = 100

function basket(minor: bigint) {
  const line = { id: 'l', name: 'Amount', unitPriceMinor: minor, quantity: 1, discount: noAdjustment }
  return { lines: [line], discount: noAdjustment, tip: noAdjustment }
}

/** Follows the node at a pace no till would, to know when it had the block. @returns the instant a transaction was mined */
async function minedAt(rpcUrl: string, txHash: string): Promise<number> {
  for (;;) {
    if ((await askNode(rpcUrl, 'eth_getTransactionReceipt', [txHash])) !== null) return performance.now()
    await delay(4)
  }
}

/** The instant at which a connected screen is told that a sale is paid. */
async function paidAt(client: TerminalClient, saleId: string): Promise<number> {
  for await (const view of await client.checkout.follow({ saleId }))
    if (view.headline === 'Paid') return performance.now()
  throw new Error('The stream ended before the sale was paid')
}

async function roundTrip(rpcUrl: string, token: string): Promise<number> {
  const startedAt = performance.now()
  await askNode(rpcUrl, 'eth_getBlockByNumber', ['latest', false])
  await askNode(rpcUrl, 'eth_getLogs', [{ fromBlock: 'latest', toBlock: 'latest', address: token }])
  return performance.now() - startedAt
}

/** Block seen by the node to *Paid* at a screen behind the kiosk's WebSocket, beside the bare calls. */
export async function benchVerdict(): Promise<BenchRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'stablepoint-bench-'))
  const terminal = await openTerminal({
    dataFolder,
    version: 'bench',
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
  })
  const transport = await transports['a WebSocket of the kiosk']?.(terminal.api)
  if (!transport) throw new Error('There is a kiosk transport')
  const { client, close } = await transport.connect('till')
  try {
    await client.session.signIn({ staffId: 'cashier', pin: '1111' })
    for (let index = 0; index < openSales; index += 1)
      await client.checkout.open({ key: `open-${index}`, ...basket(100n) })
    const [fast] = terminal.describe().chains
    const rpcUrl = fast?.rpcUrl ?? ''
    const latencies: number[] = []
    const bare: number[] = []
    for (let index = 0; index < payments; index += 1) {
      const sale = await client.checkout.open({ key: `paid-${index}`, ...basket(500n) })
      const told = paidAt(client, sale.saleId)
      const { txHashes } = await client.practice.payUri({ uri: sale.uri })
      const mined = await minedAt(rpcUrl, txHashes[0] ?? '')
      latencies.push(Math.max(0, (await told) - mined))
      bare.push(await roundTrip(rpcUrl, fast?.tokens[0]?.address ?? ''))
    }
    const peer = { name: '2 x (getBlock + getLogs) + 50 ms, p95', value: 2 * percentile(bare, 0.95) + 50 }
    const measured = percentile(latencies, 0.95)
    const note = `p50 ${percentile(latencies, 0.5).toFixed(0)} ms over ${payments} payments on 1 s blocks with ${openSales} more sales open; detected and released in one transaction`
    return [
      {
        row: 'block seen by the node -> Paid at a screen, p95',
        measured,
        unit: 'ms',
        peer,
        ok: measured <= peer.value,
        note,
      },
    ]
  } finally {
    close()
    await transport.stop()
    await terminal.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
