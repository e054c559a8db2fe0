import type { Sale } from '../../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'
import { countSale } from './sale-count.ts'

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
export function projectSaleOpened(store: Store, entry: EntryOf<'sale.opened'>): void {
  const { body: sale, seq, at } = entry
  const newest = store.find<{ number: number | null }>('SELECT max(number) AS number FROM sale')?.number ?? 0
  assertInvariant(sale.number > newest, 'Sale numbers only grow', { number: sale.number, newest })
  store.run(
    `INSERT INTO sale (number, id, at, opened_at, staff_name, currency, total, items_text, entry, status, exception,
       answer, paid_with, unfinished, seq)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', 'none', 'notPaid', '', 0, ?9)`,
    [
      sale.number,
      sale.id,
      at,
      sale.openedAt,
      sale.staffName,
      sale.currency,
      sale.totals.totalMinor.toString(),
      itemsTextOf(sale),
      seq,
    ],
  )
  store.run('INSERT INTO sale_text (rowid, words) VALUES (?, ?)', [
    sale.number,
    [...sale.lines.map((line) => line.name), sale.note ?? ''].join(' '),
  ])
  countSale(store, { number: sale.number, status: 'open', exception: 'none', paid_with: '' }, 1)
}
