import type { Settings } from '../../../shared/domain/settings/settings.ts'
import type { Role } from '../../../shared/domain/staff/role.ts'
import { decodeBody } from '../entry-codec.ts'
import type { LedgerReader } from '../port.ts'
import type { Store } from '../store.ts'

type StaffRow = Readonly<{ id: string; name: string; role: Role; active: number }>

function readSettings(store: Store): Partial<Settings> {
  const bodies = store
    .list<{ body: string }>('SELECT journal.body FROM setting JOIN journal ON journal.seq = setting.entry')
    // The table points to `settings.changed` entries only, whose bodies were checked when they were written.
    .map(({ body }) => decodeBody(body) as Readonly<{ section: keyof Settings; value?: unknown }>)
  return Object.fromEntries(bodies.map(({ section, value }) => [section, value]))
}

type ShopReads = Pick<LedgerReader, 'settings' | 'settingsSeq' | 'staff' | 'pinHash' | 'findNote'>

/** Reads of settings, staff and notes. */
export function shopReads(store: Store): ShopReads {
  return {
    settings: () => readSettings(store),
    settingsSeq: (section) =>
      store.find<{ entry: number }>('SELECT entry FROM setting WHERE section = ?', [section])?.entry ?? 0,
    staff: () =>
      store
        .list<StaffRow>('SELECT id, name, role, active FROM staff ORDER BY first_entry, id')
        .map(({ id, name, role, active }) => ({ id, name, role, active: active === 1 })),
    pinHash: (staffId) =>
      store.find<{ hash: string }>('SELECT hash FROM pin WHERE staff_id = ?', [staffId])?.hash,
    findNote: (key) => store.find<{ value: string }>('SELECT value FROM note WHERE key = ?', [key])?.value,
  }
}
