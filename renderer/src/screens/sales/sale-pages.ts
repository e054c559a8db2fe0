import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'

/** The part of a list that has been read: newest first, without gaps from the newest on. */
export type SalePages = Readonly<{ sales: readonly SaleSummary[]; total: number; isEnd: boolean }>

/** A page as the terminal hands it over. */
export type SalePage = Readonly<{ sales: readonly SaleSummary[]; total: number }>

/** The newest page has been read again: it replaces what it covers, and older sales stay. */
export function replaceHead(before: SalePages | undefined, page: SalePage, limit: number): SalePages {
  const last = page.sales.at(-1)
  const isEnd = page.sales.length < limit
  if (isEnd || last === undefined || !before) return { ...page, isEnd }
  const older = before.sales.filter((sale) => sale.number < last.number)
  return { sales: [...page.sales, ...older], total: page.total, isEnd: older.length > 0 && before.isEnd }
}

/** The next older page. A page that was asked for before the list changed adds only what is older than its end. */
export function appendPage(before: SalePages, page: SalePage, limit: number): SalePages {
  const end = before.sales.at(-1)?.number ?? Number.POSITIVE_INFINITY
  return {
    sales: [...before.sales, ...page.sales.filter((sale) => sale.number < end)],
    total: page.total,
    isEnd: page.sales.length < limit,
  }
}

/** The same list with the newer view of every sale that the cache knows better. */
export function withNewerViews(
  sales: readonly SaleSummary[],
  cached: readonly SaleSummary[],
): readonly SaleSummary[] {
  const known = new Map(cached.map((sale) => [sale.saleId, sale]))
  return sales.map((sale) => {
    const other = known.get(sale.saleId)
    return other !== undefined && other.seq > sale.seq ? other : sale
  })
}
