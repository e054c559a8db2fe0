import type { RefundFacts } from '../../shared/domain/refund/refundable.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { LedgerReader, SaleFacts } from '../ledger/port.ts'

/** A sale with everything that decides what may go back of it. */
export type SaleToRefund = Readonly<{ sale: SaleFacts['sale']; facts: RefundFacts }>

/** Reads a sale as a refund needs it, or `sale.notFound`. */
export function loadRefundFacts(
  reader: LedgerReader,
  saleId: string,
): { ok: true; loaded: SaleToRefund } | Rejected {
  const found = reader.findSale(saleId)
  if (!found) return reject('sale.notFound', { saleId })
  const { sale, invoice, payments } = found
  const isRecognised = invoice.status === 'confirmed' || invoice.status === 'settled'
  const recognition = isRecognised ? reader.newestOf('sale', saleId, 'invoice.confirmed') : undefined
  const facts = {
    invoice,
    payments,
    credits: reader.movementsOf(saleId),
    used: recognition?.body.used ?? [],
    refunds: reader.refundsOf(saleId),
    postings: reader.postingsAbout('sale', saleId),
  }
  return { ok: true, loaded: { sale, facts } }
}
