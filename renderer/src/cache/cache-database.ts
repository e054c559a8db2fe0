import { Dexie, type Table } from 'dexie'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { SaleSummary } from '../../../shared/contract/sale-views.ts'
import type { Environment } from '../../../shared/domain/settings/settings.ts'
import type { BasketContent } from '../stores/basket-content.ts'
import type { SettingsView } from '../stores/settings.ts'

/** An item of the catalogue as the terminal sends it. */
export type CatalogEntry = Awaited<ReturnType<TerminalClient['catalog']['search']>>['items'][number]
/** An item with the text it is searched by. */
export type CachedItem = CatalogEntry & Readonly<{ searchText: string }>

/** A basket put aside for a customer who comes back. It lives on this screen only. */
export type ParkedBasket = Readonly<{
  id: string
  parkedAt: number
  staffName: string
  content: BasketContent
}>

/** A category with how many items it has. */
export type CachedCategory = Readonly<{ name: string; items: number }>

/** A single fact: the ledger this is a cache of, the feed cursor, the categories, the number of items, the basket and the settings of last time. */
type Fact =
  | Readonly<{ key: 'cursor' | 'itemCount'; value: number }>
  | Readonly<{ key: 'ledger'; value: string }>
  | Readonly<{ key: 'categories'; value: readonly CachedCategory[] }>
  | Readonly<{ key: 'basket'; value: BasketContent }>
  | Readonly<{ key: 'settings'; value: SettingsView }>

/** What this page remembers of one environment. A cache: it may be deleted at any time and fills again from the terminal. */
export type CacheDatabase = Dexie &
  Readonly<{
    items: Table<CachedItem, string>
    sales: Table<SaleSummary, string>
    parked: Table<ParkedBasket, string>
    facts: Table<Fact, Fact['key']>
  }>

/** The whole schema. A change raises the version; nothing is migrated, because everything comes back from the terminal. */
const stores = {
  items: 'id, category, searchText, barcode',
  sales: 'saleId, number',
  parked: 'id, parkedAt',
  facts: 'key',
}

/** Opens a cache by its name; environments never share one. */
function openCache(name: string): CacheDatabase {
  const database = new Dexie(`stablepoint-${name}`)
  database.version(1).stores(stores)
  // Dexie adds the tables named above at run time, which its type cannot know.
  return database as CacheDatabase
}

const open = new Map<string, CacheDatabase>()
let isInDrill = false

/** A drill has a ledger of its own, so a page that shows one has caches of its own; said before any is opened. */
export function showCachesOfDrill(isDrill: boolean): void {
  isInDrill = isDrill
}

/** The one open cache of an environment in this page. */
export function cacheOf(environment: Environment): CacheDatabase {
  const name = isInDrill ? `${environment}-drill` : environment
  const found = open.get(name) ?? openCache(name)
  open.set(name, found)
  return found
}
