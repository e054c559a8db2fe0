import type { InvoiceStep } from '../../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'
import { projectAddressTaken } from './project-settlement.ts'
import { newestAddressIndex } from '../reads/newest-sale.ts'
import type { SaleStates } from './sale-states.ts'

/** Gives a sale its invoice and its address; an address or index that was used before stops the transaction. */
export function projectInvoiceOpened(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'invoice.opened'>,
): void {
  const { saleId, address, addressIndex, expiresAt, status, exception } = body
  if (addressIndex === undefined) projectAddressTaken(store, address, saleId)
  else {
    const newest = newestAddressIndex(store)
    assertInvariant(addressIndex > newest, 'Address indexes only grow', { addressIndex, newest })
  }
  const changed = store.run(
    `UPDATE sale SET invoice_entry = ?, address = ?, address_index = ?, expires_at = ?
     WHERE id = ? AND invoice_entry IS NULL`,
    [seq, address, addressIndex ?? null, expiresAt, saleId],
  )
  assertInvariant(changed === 1, 'A sale has one invoice', { saleId })
  Object.assign(states.get(saleId), { status, exception, answer: 'notPaid', seq })
}

export function projectInvoiceExtended(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'invoice.extended'>,
): void {
  const { saleId, expiresAt, status } = body
  store.run('UPDATE sale SET expires_at = ? WHERE id = ?', [expiresAt, saleId])
  Object.assign(states.get(saleId), { status, seq })
}

/** Every step says where the invoice stands after it, and the verdict that goes with it. */
export function projectInvoiceStep(states: SaleStates, seq: number, step: InvoiceStep): void {
  const { saleId, status, exception, verdict } = step
  Object.assign(states.get(saleId), { status, exception, answer: verdict.answer, seq })
}
