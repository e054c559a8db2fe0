import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { SaleSummary } from '../../../shared/contract/sale-views.ts'
import type { CacheDatabase, CachedCategory, CachedItem, CatalogEntry } from './cache-database.ts'

/** Sizes of the cache: enough for the first paint of every screen and for a small shop whole. */
export const cacheLimits = { items: 2_000, sales: 500 } as const

const itemsPerPage = 500
const salesPerPage = 200

type Catalogue = Readonly<{
  items: readonly CachedItem[]
  itemCount: number
  categories: readonly CachedCategory[]
}>

/** The text an item is found by while typing. */
function searchTextOf(item: CatalogEntry): string {
  return `${item.name} ${item.barcode ?? ''}`.toLowerCase()
}

async function readCatalogue(terminal: TerminalClient): Promise<Catalogue> {
  const categories = await terminal.catalog.categories()
  const items: CachedItem[] = []
  let after: string | undefined
  let itemCount = 0
  do {
    const page = await terminal.catalog.search({
      limit: itemsPerPage,
      ...(after === undefined ? {} : { after }),
    })
    for (const item of page.items) items.push({ ...item, searchText: searchTextOf(item) })
    itemCount = page.total
    after = page.next
  } while (after !== undefined && items.length < cacheLimits.items)
  return { items, itemCount, categories }
}

async function readSales(terminal: TerminalClient): Promise<readonly SaleSummary[]> {
  const { sales } = await terminal.sales.list({ limit: salesPerPage })
  return sales
}

/** Replaces the cached catalogue by the terminal's. Everything is read first: a transaction waits for nothing else. */
export async function fillCatalogue(database: CacheDatabase, terminal: TerminalClient): Promise<void> {
  const catalogue = await readCatalogue(terminal)
  await database.transaction('rw', database.items, database.facts, async () => {
    await putCatalogue(database, catalogue)
  })
}

/** Empties the cache of what the terminal holds and fills it from the first pages; parked baskets stay. */
export async function refillCache(
  database: CacheDatabase,
  terminal: TerminalClient,
  seq: number,
): Promise<void> {
  const catalogue = await readCatalogue(terminal)
  const sales = await readSales(terminal)
  await database.transaction('rw', database.items, database.sales, database.facts, async () => {
    await putCatalogue(database, catalogue)
    await database.sales.clear()
    await database.sales.bulkPut([...sales])
    await database.facts.put({ key: 'cursor', value: seq })
  })
}

async function putCatalogue(database: CacheDatabase, catalogue: Catalogue): Promise<void> {
  await database.items.clear()
  await database.items.bulkPut([...catalogue.items])
  await database.facts.put({ key: 'categories', value: catalogue.categories })
  await database.facts.put({ key: 'itemCount', value: catalogue.itemCount })
}
