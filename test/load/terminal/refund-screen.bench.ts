import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { systemClock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { openTerminal } from '../../../electron/terminal.ts'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import { noAdjustment } from '../../../shared/domain/sale/sale.ts'
import { transports } from '../../contract/transports.ts'
import { until } from '../../fixtures/until.ts'
import type { BenchRow } from '../bench-row.ts'
import { withFolder } from '../ledger/measure.ts'
import { fillJournal, fillSales } from '../ledger/million.ts'
import { percentile } from '../percentile.ts'

const limitMs = 100
const rounds = 200
const warmUpRounds = 10
const lines = 40

/** A practice terminal behind the WebSocket of the kiosk, with a cashier at it. */
async function withTill<T>(dataFolder: string, work: (client: TerminalClient) => Promise<T>): Promise<T> {
  const ports = { clock: systemClock, ids: randomIds, log: silentLog }
  const terminal = await openTerminal({ dataFolder, version: 'bench', ...ports })
  const transport = await transports['a WebSocket of the kiosk']?.(terminal.api)
  if (!transport) throw new Error('There is a kiosk transport')
  const { client, close } = await transport.connect('till')
  try {
    await client.session.signIn({ staffId: 'cashier', pin: '1111' })
    return await work(client)
  } finally {
    close()
    await transport.stop()
    await terminal.stop()
  }
}

/** A sale of many lines that is paid, so that all of it may go back. @returns its id */
async function sellMuch(client: TerminalClient): Promise<string> {
  const line = { name: 'Coffee', unitPriceMinor: 350n, quantity: 2, discount: noAdjustment }
  const basket = Array.from({ length: lines }, (_, index) => ({ ...line, id: `l${index}` }))
  const sale = await client.checkout.open({
    key: 'much',
    lines: basket,
    discount: noAdjustment,
    tip: noAdjustment,
  })
  await client.practice.payUri({ uri: sale.uri })
  const { saleId } = sale
  await until(async () => (await client.refunds.desk({ saleId })).goodsLeftMinor > 0n || undefined, 60_000)
  return saleId
}

/** Opens the screen, and changes a wish by line on it: what a cashier waits for. */
async function measure(client: TerminalClient, saleId: string): Promise<readonly number[]> {
  const samples: number[] = []
  const wished = Array.from({ length: lines }, (_, index) => ({ lineId: `l${index}`, quantity: 1 }))
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    const startedAt = performance.now()
    const { tokens } = await client.refunds.desk({ saleId })
    const [token] = tokens
    if (!token) throw new Error('A paid sale has a token that may go back')
    const wish = { kind: 'lines', lines: wished, withTip: false } as const
    await client.refunds.plan({ saleId, wish, token: token.token })
    if (round >= warmUpRounds) samples.push(performance.now() - startedAt)
  }
  return samples
}

/** The refund screen of a shop with a million sales. */
export async function benchRefundScreen(): Promise<BenchRow[]> {
  return await withFolder(async (dataFolder) => {
    const saleId = await withTill(dataFolder, sellMuch)
    const [ledger] = globSync('**/ledger.db', { cwd: dataFolder })
    if (ledger === undefined) throw new Error('A terminal has a ledger')
    const directory = dirname(join(dataFolder, ledger))
    fillJournal(directory)
    fillSales(directory, { first: 2, open: 0 })
    const samples = await withTill(dataFolder, async (client) => await measure(client, saleId))
    const measured = percentile(samples, 0.95)
    return [
      {
        row: 'refund screen and the plan of a wish, among 1M sales and 1M entries, p95',
        measured,
        unit: 'ms',
        limit: limitMs,
        ok: measured <= limitMs,
        note: `${rounds} times both, one after the other, of a sale of ${lines} lines through the WebSocket of the kiosk; median ${percentile(samples, 0.5).toFixed(1)} ms; read tables filled by SQL`,
      },
    ]
  })
}
