import type { RefundProgress } from '../../../shared/domain/refund/refund.ts'
import type { JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import { decodeBody, encodeBody } from '../entry-codec.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'
import type { SaleStates } from './sale-states.ts'

export function projectRefundRequested(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'refund.requested'>,
): void {
  const { number, id, saleId, refId, target, chain } = body
  store.run(
    `INSERT INTO refund (number, id, sale_id, ref_id, entry, step_entry, status, target, chain, progress)
     VALUES (?1, ?2, ?3, ?4, ?5, ?5, 'requested', ?6, ?7, ?8)`,
    [number, id, saleId, refId, seq, target, chain, encodeBody({ status: 'requested' })],
  )
  states.get(saleId).seq = seq
}

/** A step of a refund, of whatever name. */
export type RefundStepEntry = Exclude<
  Extract<JournalEntry, { type: `refund.${string}` }>,
  { type: 'refund.requested' }
>

/** What a step says is added to what was known: the hash of a transaction stays when a later step does not repeat it. */
export function projectRefundStep(store: Store, states: SaleStates, { seq, body }: RefundStepEntry): void {
  const { refundId, saleId, from: _from, ...news } = body
  const row = store.find<{ progress: string }>('SELECT progress FROM refund WHERE id = ?', [refundId])
  assertInvariant(row !== undefined, 'A refund is asked for before it moves', { refundId })
  // The column holds what these functions wrote.
  const before = decodeBody(row.progress) as RefundProgress
  const progress: RefundProgress = { ...before, ...news }
  store.run('UPDATE refund SET step_entry = ?, status = ?, transfer_id = ?, progress = ? WHERE id = ?', [
    seq,
    progress.status,
    progress.transferId ?? null,
    encodeBody(progress),
    refundId,
  ])
  states.get(saleId).seq = seq
}
