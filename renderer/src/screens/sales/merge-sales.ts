import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'

/** Sales newest first, each once: of two views of one sale the one with the higher journal number wins. */
export function mergeSales(
  known: readonly SaleSummary[],
  arrived: readonly SaleSummary[],
): readonly SaleSummary[] {
  const byId = new Map(known.map((sale) => [sale.saleId, sale]))
  for (const sale of arrived) {
    const before = byId.get(sale.saleId)
    if (before === undefined || before.seq <= sale.seq) byId.set(sale.saleId, sale)
  }
  return [...byId.values()].toSorted((left, right) => right.number - left.number)
}
