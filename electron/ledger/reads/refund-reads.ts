import type { Refund, RefundProgress } from '../../../shared/domain/refund/refund.ts'
import { decodeBody } from '../entry-codec.ts'
import type { LedgerReader } from '../port.ts'
import type { Store } from '../store.ts'
import { bodyAt } from './body-at.ts'
import { findStoredEntry } from './journal-reads.ts'

type RefundRow = Readonly<{ entry: number; step_entry: number; progress: string }>

const columns = 'entry, step_entry, progress'

function toRefund(store: Store, { entry, step_entry, progress }: RefundRow): Refund {
  return {
    ...bodyAt(store, entry, 'refund.requested'),
    // The column holds what the projections wrote.
    ...(decodeBody(progress) as RefundProgress),
    at: findStoredEntry(store, step_entry)?.at ?? 0,
    seq: step_entry,
  }
}

type RefundReads = Pick<
  LedgerReader,
  'findRefund' | 'findRefundByRef' | 'findRefundByTransfer' | 'refundsOf' | 'listRefunds' | 'nextRefundNumber'
>

/** Reads of refunds. */
export function refundReads(store: Store): RefundReads {
  const findBy = (column: 'id' | 'ref_id' | 'transfer_id', value: string): Refund | undefined => {
    const row = store.find<RefundRow>(`SELECT ${columns} FROM refund WHERE ${column} = ?`, [value])
    return row && toRefund(store, row)
  }
  return {
    findRefund: (id) => findBy('id', id),
    findRefundByRef: (refId) => findBy('ref_id', refId),
    findRefundByTransfer: (transferId) => findBy('transfer_id', transferId),
    refundsOf: (saleId) =>
      store
        .list<RefundRow>(`SELECT ${columns} FROM refund WHERE sale_id = ? ORDER BY number`, [saleId])
        .map((row) => toRefund(store, row)),
    listRefunds: ({ statuses, before = Number.MAX_SAFE_INTEGER, limit }) =>
      store
        .list<RefundRow>(
          `SELECT ${columns} FROM refund
           WHERE number < ?1 AND (?2 IS NULL OR status IN (SELECT value FROM json_each(?2)))
           ORDER BY number DESC LIMIT ?3`,
          [before, statuses === undefined ? null : JSON.stringify(statuses), limit],
        )
        .map((row) => toRefund(store, row)),
    nextRefundNumber: () =>
      (store.find<{ number: number | null }>('SELECT max(number) AS number FROM refund')?.number ?? 0) + 1,
  }
}
