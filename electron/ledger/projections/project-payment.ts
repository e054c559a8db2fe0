import type { PaymentStep } from '../../../shared/domain/ledger/journal-entry.ts'
import type { PaymentStatus } from '../../../shared/domain/payment/payment.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'
import type { SaleStates } from './sale-states.ts'

/** Money seen for the first time, or again in another block after a reorganisation: the newest sighting counts. */
export function projectPaymentDetected(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'payment.detected'>,
): void {
  const { key, saleId, status, currency, txHash, from } = body
  const state = states.get(saleId)
  store.run(
    `INSERT INTO payment (sale, key, first_entry, entry, status, currency, tx_hash, payer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sale, key) DO UPDATE SET entry = excluded.entry, status = excluded.status,
       currency = excluded.currency, tx_hash = excluded.tx_hash, payer = excluded.payer, released_entry = NULL`,
    [state.number, key, seq, seq, status, currency, txHash, from],
  )
  state.payments.set(key, { entry: seq, status, currency })
  state.seq = seq
}

export function projectPaymentStep(
  store: Store,
  states: SaleStates,
  seq: number,
  step: PaymentStep,
  status: PaymentStatus,
): void {
  const state = states.get(step.saleId)
  const payment = state.payments.get(step.key)
  assertInvariant(payment !== undefined, 'A payment moves after it was seen', { key: step.key, status })
  store.run('UPDATE payment SET status = ? WHERE sale = ? AND key = ?', [status, state.number, step.key])
  state.payments.set(step.key, { ...payment, status })
  state.seq = seq
}

/** A released payment points to the entry that names its rule. */
export function projectPaymentConfirmed(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'payment.confirmed'>,
): void {
  projectPaymentStep(store, states, seq, body, 'confirmed')
  if (body.releasedBy === undefined) return
  const { number } = states.get(body.saleId)
  store.run('UPDATE payment SET released_entry = ? WHERE sale = ? AND key = ?', [seq, number, body.key])
}

/** The newest word of each source, by the entry that holds it. */
type WitnessPlace = Readonly<{ source: string; entry: number }>

/** Adds what another source said of a payment; its earlier word is forgotten here and stays in the journal. */
export function projectPaymentWitnessed(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'payment.witnessed'>,
): void {
  const { key, saleId, source } = body
  const state = states.get(saleId)
  const row = store.find<{ witnesses: string }>('SELECT witnesses FROM payment WHERE sale = ? AND key = ?', [
    state.number,
    key,
  ])
  assertInvariant(row !== undefined, 'A payment is witnessed after it was seen', { key })
  // The column holds what this function wrote.
  const before = JSON.parse(row.witnesses) as readonly WitnessPlace[]
  const witnesses = [...before.filter((witness) => witness.source !== source), { source, entry: seq }]
  store.run('UPDATE payment SET witnesses = ? WHERE sale = ? AND key = ?', [
    JSON.stringify(witnesses),
    state.number,
    key,
  ])
  state.seq = seq
}
