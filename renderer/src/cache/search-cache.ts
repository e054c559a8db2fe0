import type { CacheDatabase, CachedItem } from './cache-database.ts'

/** What the catalogue is narrowed to; both may be absent. */
export type CatalogQuery = Readonly<{ search: string; category: string | undefined }>

/** As many items as a first paint shows. */
const shownMax = 120

/**
 * Items of the cache that match: every word somewhere in the name or barcode. For the first paint and for a till that
 * is cut off; the terminal's own search is the truth.
 */
export async function searchCache(
  database: CacheDatabase,
  { search, category }: CatalogQuery,
): Promise<readonly CachedItem[]> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const source =
    category === undefined
      ? database.items.orderBy('searchText')
      : database.items.where('category').equals(category)
  return source
    .filter((item) => words.every((word) => item.searchText.includes(word)))
    .limit(shownMax)
    .toArray()
}

/** The item of a barcode, from the cache. */
export function findCachedByBarcode(
  database: CacheDatabase,
  barcode: string,
): Promise<CachedItem | undefined> {
  return database.items.where('barcode').equals(barcode).first()
}
