import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import { countSale, type SaleFacet } from './sale-count.ts'

/** What a step of an invoice says about its sale. */
export type SaleChange = Readonly<{ status: string; exception?: string; answer?: string }>

type Standing = SaleFacet & Readonly<{ answer: string }>
type PaymentSums = Readonly<{ paid_with: string | null; moving: number }>

/**
 * Brings the row of a sale up to its newest entry: the change itself, the token of the newest live payment, whether
 * anything is unfinished, and the counts.
 */
export function changeSale(store: Store, saleId: string, seq: number, change?: SaleChange): void {
  const before = store.find<Standing>(
    'SELECT number, status, exception, answer, paid_with FROM sale WHERE id = ?',
    [saleId],
  )
  assertInvariant(before !== undefined, 'An entry of a sale comes after its opening', { saleId, seq })
  const payments = store.find<PaymentSums>(
    `SELECT
       (SELECT currency FROM payment WHERE sale = ?1 AND status IN ('detected', 'confirmed', 'settled')
        ORDER BY entry DESC LIMIT 1) AS paid_with,
       EXISTS (SELECT 1 FROM payment WHERE sale = ?1 AND status IN ('detected', 'confirmed')) AS moving`,
    [before.number],
  )
  const after = { ...before, ...change, paid_with: payments?.paid_with ?? '' }
  const isUnfinished =
    payments?.moving === 1 ||
    after.status === 'open' ||
    after.status === 'detected' ||
    after.status === 'confirmed'
  store.run(
    `UPDATE sale SET status = ?, exception = ?, answer = ?, paid_with = ?, unfinished = ?, seq = ? WHERE number = ?`,
    [after.status, after.exception, after.answer, after.paid_with, isUnfinished ? 1 : 0, seq, before.number],
  )
  countSale(store, before, -1)
  countSale(store, after, 1)
}

/** The number of a sale, under which payments are kept. */
export function saleNumberOf(store: Store, saleId: string): number {
  const row = store.find<{ number: number }>('SELECT number FROM sale WHERE id = ?', [saleId])
  assertInvariant(row !== undefined, 'An entry of a sale comes after its opening', { saleId })
  return row.number
}
