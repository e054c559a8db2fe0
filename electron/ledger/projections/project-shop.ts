import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'

/** What a replaced ledger had used stays used. */
export function projectRestored(store: Store, entry: EntryOf<'ledger.restored'>): void {
  store.run(
    `INSERT INTO first_free (one, sale_number, address_index) VALUES (1, ?1, ?2)
     ON CONFLICT DO UPDATE SET sale_number = max(sale_number, ?1), address_index = max(address_index, ?2)`,
    [entry.body.saleNumberMin, entry.body.addressIndexMin],
  )
}

/** The newest value of a section of the settings is the one that counts. */
export function projectSetting(store: Store, entry: EntryOf<'settings.changed'>): void {
  store.run('INSERT INTO setting (section, entry) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET entry = ?2', [
    entry.body.section,
    entry.seq,
  ])
}

/** A person keeps the place in the list that the first entry gave. */
export function projectStaffMember(store: Store, entry: EntryOf<'staff.added' | 'staff.changed'>): void {
  const { id, name, role, active } = entry.body
  store.run(
    `INSERT INTO staff (id, first_entry, name, role, active) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT DO UPDATE SET name = ?3, role = ?4, active = ?5`,
    [id, entry.seq, name, role, active ? 1 : 0],
  )
}
