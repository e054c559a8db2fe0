import type { JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import { encodeBody } from '../entry-codec.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'

export function projectPayoutRequested(store: Store, { seq, body }: EntryOf<'payout.requested'>): void {
  const { number, id, refId, memo, rule } = body
  store.run(
    `INSERT INTO payout (number, id, ref_id, memo, rule_id, entry, step_entry, status, progress)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 'requested', ?7)`,
    [number, id, refId, memo, rule?.id ?? null, seq, encodeBody({ status: 'requested' })],
  )
}

/** A step of a payout, of whatever name. */
type PayoutStepEntry = Exclude<
  Extract<JournalEntry, { type: `payout.${string}` }>,
  { type: 'payout.requested' }
>

/** A step says everything that is known now, so that what no longer holds is not kept. */
export function projectPayoutStep(store: Store, { seq, body }: PayoutStepEntry): void {
  const { payoutId, from: _from, ...progress } = body
  store.run('UPDATE payout SET step_entry = ?, status = ?, progress = ? WHERE id = ?', [
    seq,
    progress.status,
    encodeBody(progress),
    payoutId,
  ])
  for (const transferId of progress.transferIds ?? [])
    store.run('INSERT INTO payout_transfer (transfer_id, payout_id) VALUES (?, ?) ON CONFLICT DO NOTHING', [
      transferId,
      payoutId,
    ])
}
