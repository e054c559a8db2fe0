import type { InvoiceStep } from '../../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import { changeSale } from './change-sale.ts'
import type { EntryOf } from './entry-of.ts'

/** Gives a sale its invoice and its address; an address or index that was used before stops the transaction. */
export function projectInvoiceOpened(store: Store, entry: EntryOf<'invoice.opened'>): void {
  const { saleId, address, addressIndex, expiresAt, status, exception } = entry.body
  const changed = store.run(
    `UPDATE sale SET invoice_entry = ?, address = ?, address_index = ?, expires_at = ?
     WHERE id = ? AND invoice_entry IS NULL`,
    [entry.seq, address, addressIndex, expiresAt, saleId],
  )
  assertInvariant(changed === 1, 'A sale has one invoice', { saleId })
  changeSale(store, saleId, entry.seq, { status, exception, answer: 'notPaid' })
}

export function projectInvoiceExtended(store: Store, entry: EntryOf<'invoice.extended'>): void {
  const { saleId, expiresAt, status } = entry.body
  store.run('UPDATE sale SET expires_at = ? WHERE id = ?', [expiresAt, saleId])
  changeSale(store, saleId, entry.seq, { status })
}

/** Every step says where the invoice stands after it, and the verdict that goes with it. */
export function projectInvoiceStep(store: Store, seq: number, step: InvoiceStep): void {
  const { saleId, status, exception, verdict } = step
  changeSale(store, saleId, seq, { status, exception, answer: verdict.answer })
}
