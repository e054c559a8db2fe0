import type { CatalogItem } from '../../../shared/domain/catalog/item.ts'
import { itemSortKey } from '../item-order.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'

/** Saves items by their ids: a new one is added, a known one is replaced. */
export function projectItems(store: Store, seq: number, items: readonly CatalogItem[]): void {
  for (const item of items) {
    forget(store, item.id)
    store.run(
      `INSERT INTO item (id, sort, name, category, price, currency, barcode, tax_rate_id, seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        item.id,
        itemSortKey(item.name),
        item.name,
        item.category,
        item.priceMinor.toString(),
        item.currency,
        item.barcode ?? null,
        item.taxRateId ?? null,
        seq,
      ],
    )
    store.run('INSERT INTO item_text (rowid, words) VALUES ((SELECT row FROM item WHERE id = ?), ?)', [
      item.id,
      [item.name, item.category, item.barcode ?? ''].join(' '),
    ])
  }
}

export function projectItemRemoved(store: Store, entry: EntryOf<'catalog.removed'>): void {
  forget(store, entry.body.itemId)
}

function forget(store: Store, itemId: string): void {
  const known = store.find<{ row: number }>('SELECT row FROM item WHERE id = ?', [itemId])
  if (!known) return
  store.run('DELETE FROM item_text WHERE rowid = ?', [known.row])
  store.run('DELETE FROM item WHERE row = ?', [known.row])
}
