import type { Environment } from '../../shared/domain/settings/settings.ts'
import type { Role, StaffMember } from '../../shared/domain/staff/role.ts'
import type { CatalogItem } from '../../shared/domain/catalog/item.ts'
import type { Ledger } from '../ledger/port.ts'
import { appendPin, appendStaff, practicePins } from '../staff/manage-staff.ts'
import { hashPin } from '../staff/pin-hash.ts'

/** The people of a new till. In practice they have the published PINs; elsewhere the set-up gives them new ones. */
const firstStaff: readonly (StaffMember & { role: Role })[] = [
  { id: 'cashier', name: 'Cashier', role: 'cashier', active: true },
  { id: 'manager', name: 'Manager', role: 'manager', active: true },
  { id: 'owner', name: 'Owner', role: 'owner', active: true },
]

/** Writes the first people, and in practice a catalogue to play with, into a ledger that has none. Runs once: all or nothing. */
export async function seedLedger(
  ledger: Ledger,
  environment: Environment,
  sampleCatalog: readonly CatalogItem[],
): Promise<void> {
  if (ledger.staff().length > 0) return
  const isPractice = environment === 'practice'
  const hashes = isPractice ? await Promise.all(practicePins.map(hashPin)) : []
  ledger.transact((transaction) => {
    for (const [index, member] of firstStaff.entries()) {
      appendStaff(transaction, member, 'setup')
      const hash = hashes[index]
      if (hash !== undefined) appendPin(transaction, member.id, hash, 'setup')
    }
    if (isPractice) {
      transaction.append({
        type: 'catalog.imported',
        subject: { kind: 'catalog', id: 'sample' },
        body: { importId: 'sample', part: 0, items: sampleCatalog },
        actor: 'setup',
      })
    }
  })
}
