import type { FiatCurrency } from '../../../shared/domain/money/currency.ts'
import type { InvoiceException, InvoiceStatus } from '../../../shared/domain/invoice/invoice.ts'
import type { Answer } from '../../../shared/domain/verdict/verdict.ts'
import { parseStoredAmount } from '../entry-codec.ts'
import type { SaleRow } from '../port.ts'

/** The columns of `StoredSaleRow`. */
export const saleColumns =
  'sale.number, sale.id, sale.opened_at, sale.staff_name, sale.currency, sale.total, sale.items_text, sale.status, sale.exception, sale.answer, sale.paid_with, sale.seq'

/** A row of the list as its table holds it. */
export type StoredSaleRow = Readonly<{
  number: number
  id: string
  opened_at: number
  staff_name: string
  currency: FiatCurrency
  total: string
  items_text: string
  status: InvoiceStatus
  exception: InvoiceException
  answer: Answer
  paid_with: string
  seq: number
}>

/** The row of the list that a stored row stands for. */
export function toSaleRow(row: StoredSaleRow): SaleRow {
  return {
    saleId: row.id,
    number: row.number,
    openedAt: row.opened_at,
    staffName: row.staff_name,
    currency: row.currency,
    totalMinor: parseStoredAmount(row.total),
    itemsText: row.items_text,
    status: row.status,
    exception: row.exception,
    answer: row.answer,
    ...(row.paid_with === '' ? {} : { paidWith: row.paid_with }),
    seq: row.seq,
  }
}
