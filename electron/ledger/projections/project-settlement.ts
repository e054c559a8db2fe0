import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'
import type { SaleStates } from './sale-states.ts'

export function projectAddressPooled(store: Store, { seq, body }: EntryOf<'address.pooled'>): void {
  const { backend, account, network, refId, address } = body
  store.run(
    'INSERT INTO pool_address (entry, backend, account, network, ref_id, address) VALUES (?, ?, ?, ?, ?, ?)',
    [seq, backend, account, network, refId, address],
  )
}

/** An address of the pool that a sale has taken is given to no other. */
export function projectAddressTaken(store: Store, address: string, saleId: string): void {
  store.run('UPDATE pool_address SET sale_id = ? WHERE address = ? AND sale_id IS NULL', [saleId, address])
}

export function projectMovement(
  store: Store,
  states: SaleStates,
  { seq, body }: EntryOf<'movement.recorded'>,
): void {
  const { movement, owner } = body
  store.run(
    `INSERT INTO movement (backend, id, entry, first_entry, sale_id, status) VALUES (?1, ?2, ?3, ?3, ?4, ?5)
     ON CONFLICT (backend, id) DO UPDATE SET entry = excluded.entry, sale_id = excluded.sale_id, status = excluded.status`,
    [movement.backend, movement.id, seq, owner.kind === 'sale' ? owner.id : null, movement.status],
  )
  if (owner.kind === 'sale') states.get(owner.id).seq = seq
}
