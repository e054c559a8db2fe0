import type { Ledger } from '../../../electron/ledger/port.ts'
import type { CatalogItem } from '../../../shared/domain/catalog/item.ts'
import type { BenchRow } from '../bench-row.ts'
import { medianMs, withFolder, withLedger } from './measure.ts'

const items = 100_000
const searchMsMax = 50
const barcodeMsMax = 5

const kinds = ['Tea', 'Coffee', 'Cake', 'Bread', 'Juice', 'Soap', 'Candle', 'Cup', 'Plate', 'Scarf']
const traits = ['green', 'black', 'organic', 'large', 'small', 'blue', 'house', 'winter', 'classic', 'fresh']

function itemAt(index: number): CatalogItem {
  const kind = kinds[index % 10] ?? ''
  const trait = traits[Math.floor(index / 10) % 10] ?? ''
  return {
    id: `item_${index}`,
    name: `${kind} ${trait} ${index}`,
    category: `${kind}s`,
    priceMinor: BigInt(100 + (index % 900)),
    currency: 'USD',
    barcode: String(4_000_000_000_000 + index * 7),
  }
}

function importItems(ledger: Ledger): void {
  for (let part = 0; part < items / 500; part += 1) {
    ledger.transact((transaction) =>
      transaction.append({
        type: 'catalog.imported',
        subject: { kind: 'catalog', id: 'import' },
        actor: 'bench',
        body: {
          importId: 'import',
          part,
          items: Array.from({ length: 500 }, (_, index) => itemAt(part * 500 + index)),
        },
      }),
    )
  }
}

const searches: Readonly<Record<string, Parameters<Ledger['searchCatalog']>[0]>> = {
  'first page': { limit: 60 },
  'a category': { limit: 60, category: 'Teas' },
  'one letter': { limit: 60, search: 'c' },
  'a frequent word': { limit: 60, search: 'green' },
  'two words': { limit: 60, search: 'tea gre' },
  'a rare word': { limit: 60, search: '99999' },
  'a word in a category': { limit: 60, search: 'organic', category: 'Cakes' },
  'all of a word': { limit: 500, search: 'coffee' },
}

function measure(ledger: Ledger): BenchRow[] {
  const figures = Object.entries(searches).map(([name, query]) => ({
    name,
    ms: medianMs(() => ledger.searchCatalog(query)),
  }))
  const slowest = figures.reduce((worst, figure) => (figure.ms > worst.ms ? figure : worst))
  const barcode = medianMs(() => ledger.findItemByBarcode(String(4_000_000_000_000 + 54_321 * 7)))
  return [
    {
      row: 'search in 100k items, with its total',
      measured: slowest.ms,
      unit: 'ms',
      limit: searchMsMax,
      ok: slowest.ms <= searchMsMax,
      note: `the slowest of ${figures.length} ways to ask; ${figures.map(({ name, ms }) => `${name} ${ms.toFixed(1)}`).join(', ')}`,
    },
    {
      row: 'barcode in 100k items',
      measured: barcode,
      unit: 'ms',
      limit: barcodeMsMax,
      ok: barcode <= barcodeMsMax,
    },
  ]
}

/** A catalogue of a hundred thousand items, imported as a manager imports it. */
export async function benchCatalog(): Promise<BenchRow[]> {
  return withFolder((directory) =>
    withLedger(directory, (ledger) => {
      importItems(ledger)
      return measure(ledger)
    }),
  )
}
