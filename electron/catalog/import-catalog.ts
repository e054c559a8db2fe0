import { PosError } from '../../shared/errors/pos-error.ts'
import type { CatalogItem } from '../../shared/domain/catalog/item.ts'
import type { Ledger } from '../ledger/port.ts'
import { readCatalogCsv, type CatalogTerms, type ReadCatalog } from './read-csv.ts'

/** Items of one journal entry of an import. */
const itemsPerEntry = 500
/** Imports that are being handed over at once; the oldest is forgotten. */
const importsMax = 4

/** How far an import is. */
export type ImportProgress = Readonly<{ done: number; total: number; finished: boolean }>

/** What an import would do. */
type ImportPreview = Readonly<{
  columns: string[]
  items: CatalogItem[]
  newItems: number
  changedItems: number
  unchangedItems: number
  problems: ReadCatalog['problems'][number][]
  problemCount: number
}>

/** Imports in progress: their text arrives in parts, is previewed, and is then taken. */
export type CatalogImports = Readonly<{
  receive: (importId: string, part: number, text: string) => number
  preview: (importId: string) => ImportPreview
  apply: (
    importId: string,
    actor: string,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<ImportProgress, void>
}>

function isSameItem(left: CatalogItem, right: CatalogItem | undefined): boolean {
  return (
    right !== undefined &&
    left.name === right.name &&
    left.category === right.category &&
    left.priceMinor === right.priceMinor &&
    left.currency === right.currency &&
    left.barcode === right.barcode &&
    left.taxRateId === right.taxRateId
  )
}

function previewOf(read: ReadCatalog, ledger: Ledger): ImportPreview {
  let newItems = 0
  let unchangedItems = 0
  for (const item of read.items) {
    const before = ledger.findItem(item.id)
    if (!before) newItems += 1
    else if (isSameItem(item, before)) unchangedItems += 1
  }
  return {
    columns: [...read.columns],
    items: read.items.slice(0, 50),
    newItems,
    changedItems: read.items.length - newItems - unchangedItems,
    unchangedItems,
    problems: read.problems.slice(0, 1_000),
    problemCount: read.problems.length,
  }
}

/** Opens the imports of a terminal. Nothing is written before `apply`; a repeated `apply` goes on where it stopped. */
export function openCatalogImports(ledger: Ledger, terms: () => CatalogTerms): CatalogImports {
  const parts = new Map<string, (string | undefined)[]>()
  const read = (importId: string): ReadCatalog => {
    const texts = parts.get(importId)
    if (!texts) throw new PosError('catalog.importGone', 'This import is not here any more.')
    // A hole would join the ends of two rows into an item that nobody sells.
    if (texts.includes(undefined))
      throw new PosError('catalog.importInvalid', 'A part of the file has not arrived.')
    return readCatalogCsv(texts.join(''), terms())
  }
  async function* apply(
    importId: string,
    actor: string,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ImportProgress, void> {
    const { items } = read(importId)
    for (let start = 0; start < items.length && !signal?.aborted; start += itemsPerEntry) {
      const part = start / itemsPerEntry
      const slice = items.slice(start, start + itemsPerEntry)
      ledger.transact((transaction) =>
        transaction.append({
          type: 'catalog.imported',
          subject: { kind: 'catalog', id: importId },
          body: { importId, part, items: slice },
          actor,
          key: `catalog.import:${importId}:${part}`,
        }),
      )
      yield { done: start + slice.length, total: items.length, finished: false }
      // Sales come first: the till answers between two parts.
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (signal?.aborted) return
    parts.delete(importId)
    yield { done: items.length, total: items.length, finished: true }
  }
  return {
    receive: (importId, part, text) => {
      const texts = parts.get(importId) ?? []
      texts[part] = text
      parts.delete(importId)
      parts.set(importId, texts)
      for (const oldest of [...parts.keys()].slice(0, Math.max(0, parts.size - importsMax)))
        parts.delete(oldest)
      return texts.reduce((sum, value) => sum + (value?.length ?? 0), 0)
    },
    preview: (importId) => previewOf(read(importId), ledger),
    apply,
  }
}
