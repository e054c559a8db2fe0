import type { CacheDatabase } from './cache-database.ts'

/**
 * Empties what a cache holds of another ledger: one that was restored or exchanged counts its entries anew, and a cursor
 * from before would pass over them. Baskets stay: they were never in the ledger.
 */
export async function forgetOtherLedger(database: CacheDatabase, ledgerId: string): Promise<void> {
  const { items, sales, facts } = database
  await database.transaction('rw', items, sales, facts, async () => {
    const known = await facts.get('ledger')
    if (known?.key === 'ledger' && known.value === ledgerId) return
    await items.clear()
    await sales.clear()
    await facts.bulkDelete(['cursor', 'itemCount', 'categories'])
    await facts.put({ key: 'ledger', value: ledgerId })
  })
}
