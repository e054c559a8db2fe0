import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'

/** Where a sale is counted. */
type SaleFacet = Readonly<{ status: string; exception: string; paid_with: string }>

/** What the row of a sale depends on of a payment. `entry` is its newest sighting. */
type PaymentState = Readonly<{ entry: number; status: string; currency: string }>

/** A sale that entries of the running transaction have touched. */
type SaleState = {
  readonly number: number
  /** Where the counts hold it now; nowhere yet when it was opened in this transaction. */
  readonly counted: SaleFacet | undefined
  status: string
  exception: string
  answer: string
  /** The newest entry of the sale. */
  seq: number
  readonly payments: Map<string, PaymentState>
}

/**
 * The sales that a transaction touches, each read once and written once: most transactions bring several entries of one
 * sale. Whoever reads sales in the middle of a transaction writes them first.
 */
export type SaleStates = Readonly<{
  /** @throws {PosError} `invariant.broken` for a sale that was never opened */
  get: (saleId: string) => SaleState
  add: (saleId: string, state: SaleState) => void
  /** Writes what is pending. */
  write: () => void
  /** Drops what is pending: the transaction is rolled back. */
  forget: () => void
}>

/** So many sales in one transaction are a bulk load: they are written as it goes on. */
const pendingMax = 500

/** Makes the place where touched sales wait. */
export function makeSaleStates(store: Store): SaleStates {
  const pending = new Map<string, SaleState>()
  const write = (): void => {
    for (const state of pending.values()) writeState(store, state)
    pending.clear()
  }
  const add = (saleId: string, state: SaleState): void => {
    if (pending.size >= pendingMax) write()
    pending.set(saleId, state)
  }
  return {
    get: (saleId) => {
      const known = pending.get(saleId)
      if (known) return known
      const state = readState(store, saleId)
      add(saleId, state)
      return state
    },
    add,
    write,
    forget: () => pending.clear(),
  }
}

type Row = SaleFacet & Readonly<{ number: number; answer: string; seq: number }>
type PaymentRow = PaymentState & Readonly<{ key: string }>

function readState(store: Store, saleId: string): SaleState {
  const row = store.find<Row>(
    'SELECT number, status, exception, answer, paid_with, seq FROM sale WHERE id = ?',
    [saleId],
  )
  assertInvariant(row !== undefined, 'An entry of a sale comes after its opening', { saleId })
  const payments = store.list<PaymentRow>('SELECT key, entry, status, currency FROM payment WHERE sale = ?', [
    row.number,
  ])
  const { number, status, exception, answer, paid_with, seq } = row
  return {
    number,
    counted: { status, exception, paid_with },
    status,
    exception,
    answer,
    seq,
    payments: new Map(payments.map((payment) => [payment.key, payment])),
  }
}

/** Seen or released and not final: true of a payment and of an invoice alike. */
function isMoving(status: string): boolean {
  return status === 'detected' || status === 'confirmed'
}

function writeState(store: Store, state: SaleState): void {
  const { number, counted, status, exception, answer, seq } = state
  const payments = [...state.payments.values()]
  const live = payments.filter((payment) => isMoving(payment.status) || payment.status === 'settled')
  const newest = live.reduce<PaymentState | undefined>(
    (found, payment) => (found && found.entry > payment.entry ? found : payment),
    undefined,
  )
  const paid_with = newest?.currency ?? ''
  const isOver = status !== 'open' && !isMoving(status)
  const isUnsettled = isOver && payments.some((payment) => isMoving(payment.status))
  store.run(
    'UPDATE sale SET status = ?, exception = ?, answer = ?, paid_with = ?, unsettled = ?, seq = ? WHERE number = ?',
    [status, exception, answer, paid_with, isUnsettled ? 1 : 0, seq, number],
  )
  moveCount(store, number, counted, { status, exception, paid_with })
}

/** Where all sales are counted, beside the thousand that each is in. */
export const allThousands = -1

/** The block of numbers a sale is counted in. */
export function thousandOf(number: number): number {
  return Math.floor(number / 1_000)
}

function moveCount(store: Store, number: number, from: SaleFacet | undefined, to: SaleFacet): void {
  const isSame =
    from?.status === to.status && from.exception === to.exception && from.paid_with === to.paid_with
  if (isSame) return
  for (const thousand of [allThousands, thousandOf(number)]) {
    if (from) countOut(store, thousand, from)
    countIn(store, thousand, to)
  }
}

function countIn(store: Store, thousand: number, { status, exception, paid_with }: SaleFacet): void {
  store.run(
    `INSERT INTO sale_count (thousand, status, exception, paid_with, sales) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET sales = sales + 1`,
    [thousand, status, exception, paid_with],
  )
}

function countOut(store: Store, thousand: number, { status, exception, paid_with }: SaleFacet): void {
  const place = [thousand, status, exception, paid_with]
  store.run(
    'UPDATE sale_count SET sales = sales - 1 WHERE thousand = ? AND status = ? AND exception = ? AND paid_with = ?',
    place,
  )
  // No row of zero stays behind, so that a replay gives the same table.
  store.run(
    'DELETE FROM sale_count WHERE thousand = ? AND status = ? AND exception = ? AND paid_with = ? AND sales = 0',
    place,
  )
}
