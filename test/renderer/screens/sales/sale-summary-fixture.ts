import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'

/** A row of the list of sales that waits for its payment, unless told otherwise. */
export function saleFixture(number: number, more: Partial<SaleSummary> = {}): SaleSummary {
  return {
    saleId: `sale-${number}`,
    number,
    openedAt: 1,
    staffName: 'Ana',
    currency: 'USD',
    totalMinor: 100n,
    itemsText: '',
    status: 'open',
    exception: 'none',
    answer: 'notPaid',
    seq: number,
    ...more,
  }
}
