import type { PaymentStep } from '../../../shared/domain/ledger/journal-entry.ts'
import type { PaymentStatus } from '../../../shared/domain/payment/payment.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import { changeSale, saleNumberOf } from './change-sale.ts'
import type { EntryOf } from './entry-of.ts'

/** Money seen for the first time, or again in another block after a reorganisation: the newest sighting counts. */
export function projectPaymentDetected(store: Store, entry: EntryOf<'payment.detected'>): void {
  const { key, saleId, status, currency, txHash, from } = entry.body
  store.run(
    `INSERT INTO payment (sale, key, first_entry, entry, status, currency, tx_hash, payer)
     VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (sale, key) DO UPDATE SET entry = ?3, status = ?4, currency = ?5, tx_hash = ?6, payer = ?7`,
    [saleNumberOf(store, saleId), key, entry.seq, status, currency, txHash, from],
  )
  changeSale(store, saleId, entry.seq)
}

export function projectPaymentStep(
  store: Store,
  seq: number,
  step: PaymentStep,
  status: PaymentStatus,
): void {
  const changed = store.run('UPDATE payment SET status = ? WHERE sale = ? AND key = ?', [
    status,
    saleNumberOf(store, step.saleId),
    step.key,
  ])
  assertInvariant(changed === 1, 'A payment moves after it was seen', { key: step.key, status })
  changeSale(store, step.saleId, seq)
}
