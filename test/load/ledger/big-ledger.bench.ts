import type { Ledger, SaleQuery } from '../../../electron/ledger/port.ts'
import type { BenchRow } from '../bench-row.ts'
import { medianMs, medianOf, timeMs, withFolder, withLedger } from './measure.ts'
import { fillJournal, fillSales, million } from './million.ts'

const pageMsMax = 20
const coldMsMax = 2_000

const day = 86_400_000
const start = 1_700_000_000_000

/** What people look for: each must be a page of fifty and its total. */
const pages: Readonly<Record<string, Partial<SaleQuery>>> = {
  newest: {},
  'deep in the past': { before: 400_000 },
  'by status': { status: ['settled'] },
  'by rare exception': { exception: ['duplicate'] },
  'by three filters': { status: ['expired', 'void'], exception: ['underpaid'], paidWith: '' },
  'by token': { paidWith: 'USDC.base' },
  'by one day': { from: start + 100 * day, to: start + 101 * day, status: ['expired'] },
  'by a year': { from: start, to: start + 300 * day },
  'by number': { search: 'S-500000' },
  'by amount': { search: '12.50' },
  'by address': { search: `0xff${(7).toString(16).padStart(38, '0')}` },
  'by transaction': { search: `0x${(5).toString(16).padStart(64, '0')}` },
  'by rare word': { search: 'lobster' },
  'by frequent word': { search: 'flat wh' },
  'by the first letter': { search: 'c' },
  'by word and status': { search: 'tea', status: ['expired'] },
}

function measurePages(ledger: Ledger): BenchRow {
  const figures = Object.entries(pages).map(([name, query]) => ({
    name,
    ms: medianMs(() => ledger.listSales({ limit: 50, ...query })),
  }))
  const slowest = figures.reduce((worst, figure) => (figure.ms > worst.ms ? figure : worst))
  return {
    row: 'page of 50 from 1M sales, with its total',
    measured: slowest.ms,
    unit: 'ms',
    limit: pageMsMax,
    ok: slowest.ms <= pageMsMax,
    note: `the slowest of ${figures.length} ways to ask; ${figures.map(({ name, ms }) => `${name} ${ms.toFixed(1)}`).join(', ')}; read tables filled by SQL`,
  }
}

/** What a till reads before the register can be used. */
function readForRegister(ledger: Ledger): void {
  ledger.settings()
  ledger.staff()
  ledger.listUnfinishedSales(50)
  ledger.listWatchedAddresses(start + million * 30_000 - 2 * day)
  ledger.listSales({ limit: 50 })
  ledger.searchCatalog({ limit: 60 })
  ledger.catalogCategories()
}

/** A ledger with a million entries and a million sales: how soon it opens, and how quickly it answers. */
export async function benchBigLedger(): Promise<BenchRow[]> {
  return withFolder((directory) => {
    fillJournal(directory)
    fillSales(directory)
    const opens = Array.from({ length: 5 }, () => timeMs(() => withLedger(directory, readForRegister)))
    const cold = medianOf(opens)
    return [
      {
        row: 'cold open of a ledger with 1M entries and 1M sales, and the reads of a register',
        measured: cold,
        unit: 'ms',
        limit: coldMsMax,
        ok: cold <= coldMsMax,
        note: 'a new connection each time; the file is in the cache of the system',
      },
      withLedger(directory, measurePages),
    ]
  })
}
