import type { Store } from '../store.ts'

/** The number of the newest sale; 0 before the first. */
export function newestSaleNumber(store: Store): number {
  return store.find<{ number: number | null }>('SELECT max(number) AS number FROM sale')?.number ?? 0
}

/** The receive index that was used last; -1 before the first. Only addresses of the shop's own key have one. */
export function newestAddressIndex(store: Store): number {
  const row = store.find<{ newest: number | null }>(
    'SELECT max(address_index) AS newest FROM sale WHERE address_index IS NOT NULL',
  )
  return row?.newest ?? -1
}

type Place = Readonly<{ number: number; at: number }>

/**
 * The first sale whose entry is dated at or after an instant. Both number and date only grow, so that twenty steps of
 * halving find it among a million sales, and no index has to be kept for it.
 */
export function findFirstSaleSince(store: Store, instant: number): number | undefined {
  let low = 1
  let high = newestSaleNumber(store)
  let found: number | undefined
  while (low <= high) {
    const middle = Math.floor((low + high) / 2)
    const place = store.find<Place>('SELECT number, at FROM sale WHERE number >= ? ORDER BY number LIMIT 1', [
      middle,
    ])
    if (place && place.at >= instant) {
      found = place.number
      high = middle - 1
    } else {
      low = (place?.number ?? middle) + 1
    }
  }
  return found
}
