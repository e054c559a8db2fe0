import type { RefundFacts } from '../../shared/domain/refund/refundable.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { LedgerReader, SaleFacts } from '../ledger/port.ts'

/** The most entries of one sale that are read; a sale has some ten. */
const entriesMax = 10_000

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
  const postings = reader.entriesOf('sale', saleId, entriesMax).flatMap(({ seq }) => reader.postingsOf(seq))
  const facts = {
    invoice,
    payments,
    credits: reader.movementsOf(saleId),
    used: recognition?.body.used ?? [],
    refunds: reader.refundsOf(saleId),
    postings,
  }
  return { ok: true, loaded: { sale, facts } }
}
