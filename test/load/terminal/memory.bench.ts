import { addressesOfKey } from '../../../electron/backends/port.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { watchChain } from '../../../electron/chains/evm/watch-chain.ts'
import { openExposures } from '../../../electron/checkout/open-exposures.ts'
import { openLiveCheckouts } from '../../../electron/checkout/live-checkouts.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import type { Till } from '../../../electron/checkout/till.ts'
import { openPaymentWatch } from '../../../electron/checkout/watch-payments.ts'
import { openWatchlist } from '../../../electron/checkout/watchlist.ts'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'
import { basketOf, testChain, testSettings, testTokens } from '../../fixtures/test-till.ts'
import type { BenchRow } from '../bench-row.ts'
import { startMadeUpNode, timestampOf, type MadeUpChain, type MadeUpNode } from '../chains/made-up-node.ts'
import { withFolder } from '../ledger/measure.ts'

const invoices = 10_000
const blocksPerMark = 10_000
const marks = 10
const startBlock = 1_000
/** What the garbage collector leaves differently from one mark to the next is not growth. */
const flatMegabytes = 4

type Mark = Readonly<{ blocks: number; heapMb: number; rssMb: number }>

/** Addresses as an xpub would give them, without its arithmetic. */
function addressAt(index: number): EvmAddress {
  return `0xaa${index.toString(16).padStart(38, '0')}`
}

const chain: MadeUpChain = {
  chainId: testChain.chainId,
  epoch: 1_700_000_000,
  token: testTokens.usdc.address,
  payEvery: 100,
  amountMinor: 10_000_000n,
  recipientAt: (turn) => addressAt(turn % invoices),
}

function settingsFor(url: string): Settings {
  const watched = { ...testChain, blockSeconds: 0.5, endpoints: [url], finality: { tag: true, depth: 64 } }
  return {
    ...testSettings,
    // Nothing expires on the way: ten thousand invoices stay open but for those that are paid.
    checkout: { ...testSettings.checkout, invoiceSeconds: 86_400 },
    chains: { chains: [watched], tokens: [testTokens.usdc] },
  }
}

async function makeCollector(): Promise<() => Promise<Mark['heapMb']>> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return await Promise.resolve(async () => {
    // Twice with a turn between, so that what the first one finalized is gone as well.
    collect()
    await delay(50)
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return (heapUsed + external) / 2 ** 20
  })
}

/** Growth from mark to mark, as the slope of the line through all of them. */
function slopeOf(values: readonly Readonly<{ blocks: number; mb: number }>[]): number {
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  const middle = { blocks: mean(values.map(({ blocks }) => blocks)), mb: mean(values.map(({ mb }) => mb)) }
  const covariance = mean(values.map(({ blocks, mb }) => (blocks - middle.blocks) * (mb - middle.mb)))
  return covariance / mean(values.map(({ blocks }) => (blocks - middle.blocks) ** 2))
}

function openSales(till: Till): void {
  for (let index = 0; index < invoices; index += 1) {
    const staff = { id: 'cashier', name: 'Cashier' }
    const opened = openSale(till, { key: `sale-${index}`, basket: basketOf(1_000n), staff })
    if (!opened.ok) throw new Error(opened.code)
  }
}

function openTill(folder: string, url: string, now: () => number): Till & Readonly<{ ledger: Ledger }> {
  const ports = { clock: { now }, ids: randomIds, log: silentLog }
  const ledger = openLedger({ directory: folder, environment: 'practice', product: 'bench', ...ports })
  const settings = settingsFor(url)
  return {
    ledger,
    ...ports,
    settings: () => settings,
    addresses: () => addressesOfKey({ kind: 'bench', addressAt }),
    sights: new Map<string, ChainSight>(),
    exposures: openExposures(ledger),
    shownOffers: new Map(),
  }
}

async function readUpTo(till: Till, number: number): Promise<void> {
  while ((till.ledger.chainCursor(testChain.key)?.number ?? 0) < number) await delay(20)
}

/** Payments in the books: a till that reads nothing would be flat too. */
function bookedPayments({ ledger }: Till): number {
  const held = ledger
    .balances()
    .filter(({ account }) => account.startsWith('wallet:') || account.startsWith('clearing:'))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  return Number(held / chain.amountMinor)
}

async function watchAndMark(folder: string, node: MadeUpNode): Promise<readonly Mark[]> {
  let head = startBlock
  const now = (): number => timestampOf(chain, head) * 1000
  node.setHead(head)
  const till = openTill(folder, node.url, now)
  openSales(till)
  const live = openLiveCheckouts(till)
  const watch = openPaymentWatch({
    till,
    // The map that the till reads, handed to the one who writes it.
    sights: till.sights as Map<string, ChainSight>,
    watchlist: openWatchlist(till.ledger, till.clock),
    start: (options) => watchChain({ ...options, clock: till.clock, log: silentLog }),
    events: { changed: live.changed, sighted: live.allChanged },
  })
  const collect = await makeCollector()
  const found: Mark[] = []
  try {
    await watch.sync()
    for (let mark = 0; mark <= marks; mark += 1) {
      await readUpTo(till, head)
      const heapMb = await collect()
      found.push({ blocks: head - startBlock, heapMb, rssMb: process.memoryUsage.rss() / 2 ** 20 })
      head += mark === marks ? 0 : blocksPerMark
      node.setHead(head)
      watch.wake()
    }
    const sent = (marks * blocksPerMark) / chain.payEvery
    // The blocks before the first mark hold some too.
    if (bookedPayments(till) < sent) throw new Error(`${bookedPayments(till)} of ${sent} payments are booked`)
    return found
  } finally {
    await watch.stop()
    till.ledger.close()
  }
}

/** Memory of everything that watches, over 100,000 blocks: most read in ranges, the newest of each mark by hash. */
export async function benchMemory(): Promise<BenchRow[]> {
  const node = await startMadeUpNode(chain)
  try {
    const found = await withFolder(async (folder) => await watchAndMark(folder, node))
    // The first stretch fills what is bounded: statements, buffers, compiled code.
    const settled = found.slice(2)
    const growth = slopeOf(settled.map(({ blocks, heapMb: mb }) => ({ blocks, mb }))) * marks * blocksPerMark
    const [first, last] = [found[0], found.at(-1)]
    const seen = settled.map(({ heapMb }) => heapMb.toFixed(0)).join(', ')
    return [
      {
        row: `memory after ${(marks * blocksPerMark).toLocaleString('en-US')} blocks with ${invoices.toLocaleString('en-US')} invoices: growth of the heap`,
        measured: growth,
        unit: 'MB',
        peer: { name: 'flat', value: 0 },
        limit: flatMegabytes,
        ok: growth <= flatMegabytes,
        note: `heap after collection each ${blocksPerMark.toLocaleString('en-US')} blocks: ${seen} MB; resident ${first?.rssMb.toFixed(0)} MB at first, ${last?.rssMb.toFixed(0)} MB at the end`,
      },
    ]
  } finally {
    await node.stop()
  }
}
