import type { LedgerReader, RecordedMovement } from '../port.ts'
import type { Store } from '../store.ts'
import { bodyAt } from './body-at.ts'

type EntryRow = Readonly<{ entry: number }>
type MovementRow = Readonly<{ entry: number; first_entry: number }>

function toMovement(store: Store, { entry, first_entry }: MovementRow): RecordedMovement {
  return { ...bodyAt(store, entry, 'movement.recorded'), seq: entry, firstSeq: first_entry }
}

type SettlementReads = Pick<
  LedgerReader,
  | 'freeAddresses'
  | 'countFreeAddresses'
  | 'findPooledAddress'
  | 'findPooledByRef'
  | 'findMovement'
  | 'movementsOf'
  | 'listMovements'
  | 'listUnfinishedMovements'
>

/** Reads of what a settlement backend keeps for the shop. */
export function settlementReads(store: Store): SettlementReads {
  const pooledAt = ({ entry }: EntryRow) => bodyAt(store, entry, 'address.pooled')
  return {
    freeAddresses: (backend, account, network, limit) =>
      store
        .list<EntryRow>(
          'SELECT entry FROM pool_address WHERE backend = ? AND account = ? AND network = ? AND sale_id IS NULL ORDER BY entry LIMIT ?',
          [backend, account, network, limit],
        )
        .map(pooledAt),
    countFreeAddresses: (backend, account, network) =>
      store.find<{ free: number }>(
        'SELECT count(*) AS free FROM pool_address WHERE backend = ? AND account = ? AND network = ? AND sale_id IS NULL',
        [backend, account, network],
      )?.free ?? 0,
    findPooledAddress: (address) => {
      const row = store.find<EntryRow>('SELECT entry FROM pool_address WHERE address = ?', [address])
      return row && pooledAt(row)
    },
    findPooledByRef: (refId) => {
      const row = store.find<EntryRow>('SELECT entry FROM pool_address WHERE ref_id = ?', [refId])
      return row && pooledAt(row)
    },
    findMovement: (backend, id) => {
      const row = store.find<MovementRow>(
        'SELECT entry, first_entry FROM movement WHERE backend = ? AND id = ?',
        [backend, id],
      )
      return row && toMovement(store, row)
    },
    movementsOf: (saleId) =>
      store
        .list<MovementRow>('SELECT entry, first_entry FROM movement WHERE sale_id = ? ORDER BY first_entry', [
          saleId,
        ])
        .map((row) => toMovement(store, row)),
    listMovements: (backend, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      store
        .list<MovementRow>(
          'SELECT entry, first_entry FROM movement WHERE backend = ? AND first_entry < ? ORDER BY first_entry DESC LIMIT ?',
          [backend, before, limit],
        )
        .map((row) => toMovement(store, row)),
    listUnfinishedMovements: (backend, limit) =>
      store
        .list<MovementRow>(
          `SELECT entry, first_entry FROM movement
           WHERE backend = ? AND status IN ('pending', 'unknown') ORDER BY first_entry LIMIT ?`,
          [backend, limit],
        )
        .map((row) => toMovement(store, row)),
  }
}
