import type { Store } from '../store.ts'

/** Where a sale is counted. */
export type SaleFacet = Readonly<{ number: number; status: string; exception: string; paid_with: string }>

/** The block of numbers a sale is counted in. */
export function thousandOf(number: number): number {
  return Math.floor(number / 1_000)
}

/** Counts a sale in (1) or out (-1); a count of zero leaves no row, so that a replay gives the same table. */
export function countSale(store: Store, facet: SaleFacet, change: 1 | -1): void {
  const place = [thousandOf(facet.number), facet.status, facet.exception, facet.paid_with]
  store.run(
    `INSERT INTO sale_count (thousand, status, exception, paid_with, sales) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT DO UPDATE SET sales = sales + ?5`,
    [...place, change],
  )
  if (change === 1) return
  store.run(
    'DELETE FROM sale_count WHERE thousand = ? AND status = ? AND exception = ? AND paid_with = ? AND sales = 0',
    place,
  )
}
