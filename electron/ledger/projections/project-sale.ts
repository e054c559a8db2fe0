import type { Sale } from '../../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'
import { newestSaleNumber } from '../reads/newest-sale.ts'
import type { SaleStates } from './sale-states.ts'

/** The longest text of items that a row of the list carries. */
const itemsTextMax = 200

/** The items of a sale in one line: `2 × Flat white, Croissant`. */
function itemsTextOf(sale: Sale): string {
  let text = ''
  for (const { name, quantity } of sale.lines) {
    const item = quantity === 1 ? name : `${quantity} × ${name}`
    text += text === '' ? item : `, ${item}`
    if (text.length > itemsTextMax) return `${text.slice(0, itemsTextMax - 1)}…`
  }
  return text
}

/** Opens the row of a sale. Numbers only grow, so that a page of the list is a range of the table. */
export function projectSaleOpened(
  store: Store,
  states: SaleStates,
  { body: sale, seq, at }: EntryOf<'sale.opened'>,
): void {
  const { number, id, openedAt, staffName, currency, totals } = sale
  const newest = newestSaleNumber(store)
  assertInvariant(number > newest, 'Sale numbers only grow', { number, newest })
  const standing = { status: 'open', exception: 'none', answer: 'notPaid' }
  store.run(
    `INSERT INTO sale (number, id, at, opened_at, staff_name, currency, total, items_text, entry, status, exception,
       answer, paid_with, unsettled, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 'none', 'notPaid', '', 0, ?)`,
    [
      number,
      id,
      at,
      openedAt,
      staffName,
      currency,
      totals.totalMinor.toString(),
      itemsTextOf(sale),
      seq,
      seq,
    ],
  )
  store.run('INSERT INTO sale_text (rowid, words) VALUES (?, ?)', [
    number,
    [...sale.lines.map((line) => line.name), sale.note ?? ''].join(' '),
  ])
  states.add(id, { number, counted: undefined, ...standing, seq, payments: new Map() })
}

/** Something was learned about a sale that changes none of its facts: whoever shows its history reads it again. */
export function projectSaleTold(
  states: SaleStates,
  { seq, body }: EntryOf<'payment.replaced'> | EntryOf<'sale.lookedUp'>,
): void {
  states.get(body.saleId).seq = seq
}
