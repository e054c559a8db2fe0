import { projectEntry } from './projections/project-entry.ts'
import { makeSaleStates } from './projections/sale-states.ts'
import { listStoredAfter, toEntry } from './reads/journal-reads.ts'
import type { Store } from './store.ts'
import { addToBalances } from './write-balance.ts'

/**
 * The tables that hold nothing but what the journal says, those that point to others first. PIN hashes, chain cursors
 * with their blocks, notes and the outbox are not among them: they are no history and cannot be made again.
 */
export const readTables = [
  'payment',
  'arrival',
  'case_file',
  'pool_address',
  'movement',
  'refund',
  'payout',
  'payout_transfer',
  'bank_account',
  'payout_rule',
  'sale',
  'sale_count',
  'balance',
  'setting',
  'staff',
  'item',
  'first_free',
] as const
/** Full-text tables, filled with the read tables beside them. */
export const textTables = ['sale_text', 'item_text'] as const

const pageEntries = 1_000

/** Empties the read tables and fills them again from the journal. To be run inside a transaction. */
export function rebuildReadTables(store: Store): void {
  for (const table of readTables) store.run(`DELETE FROM ${table}`)
  for (const table of textTables) store.run(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`)
  const states = makeSaleStates(store)
  let seq = 0
  for (;;) {
    const page = listStoredAfter(store, seq, pageEntries)
    if (page.length === 0) break
    for (const { entry, postings } of page) {
      if (postings.length > 0) addToBalances(store, postings)
      projectEntry(store, states, toEntry(entry, postings))
      seq = entry.seq
    }
  }
  states.write()
}
