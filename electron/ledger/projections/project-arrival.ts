import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'
import type { SaleStates } from './sale-states.ts'

/** A transfer that credits nothing, seen for the first time or again in another block: the newest sighting counts. */
export function projectArrival(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'arrival.recorded'>,
): void {
  const state = states.get(body.saleId)
  store.run(
    `INSERT INTO arrival (sale, key, first_entry, entry, status, chain, block_number) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sale, key) DO UPDATE SET entry = excluded.entry, status = excluded.status,
       block_number = excluded.block_number`,
    [state.number, body.key, seq, seq, body.status, body.chain, body.blockNumber],
  )
  state.seq = seq
}

export function projectArrivalOrphaned(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'arrival.orphaned'>,
): void {
  const state = states.get(body.saleId)
  store.run("UPDATE arrival SET status = 'orphaned' WHERE sale = ? AND key = ?", [state.number, body.key])
  state.seq = seq
}
