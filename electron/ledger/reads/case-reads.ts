import type { Arrival, ArrivalStatus } from '../../../shared/domain/arrival/arrival.ts'
import type { Case, CaseKind, CaseStatus } from '../../../shared/domain/cases/case.ts'
import type { CaseFilter, CasePage, CaseQuery, LedgerReader } from '../port.ts'
import type { Store } from '../store.ts'
import { bodyAt } from './body-at.ts'
import { findStoredEntry } from './journal-reads.ts'

type CaseRow = Readonly<{
  id: string
  kind: CaseKind
  sale_id: string
  sale_number: number
  status: CaseStatus
  entry: number
  resolved_entry: number | null
  owner_id: string | null
  owner_name: string | null
  things: string
  seq: number
}>

const columns =
  'id, kind, sale_id, sale_number, status, entry, resolved_entry, owner_id, owner_name, things, seq'

function resolutionAt(store: Store, seq: number): Pick<Case, 'resolution'> {
  const { how, reason } = bodyAt(store, seq, 'case.resolved')
  return { resolution: { how, reason } }
}

function toCase(store: Store, row: CaseRow): Case {
  const { id, kind, status, seq } = row
  return {
    id,
    kind,
    status,
    seq,
    saleId: row.sale_id,
    saleNumber: row.sale_number,
    openedAt: findStoredEntry(store, row.entry)?.at ?? 0,
    // The column holds what the projections wrote.
    things: JSON.parse(row.things) as readonly string[],
    ...(row.owner_id === null ? {} : { ownerId: row.owner_id }),
    ...(row.owner_name === null ? {} : { ownerName: row.owner_name }),
    ...(row.resolved_entry === null ? {} : resolutionAt(store, row.resolved_entry)),
  }
}

/** Which rows a filter means; `?3` tells apart "whoever owns it" from "owned by nobody". */
const matches = `status = ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 = 0 OR owner_id IS ?4)
  AND (?5 IS NULL OR sale_id = ?5) AND entry > ?6`

function filterValues({ status, kind, ownerId, saleId, since = 0 }: CaseFilter) {
  return [
    status,
    kind ?? null,
    ownerId === undefined ? 0 : 1,
    ownerId ?? null,
    saleId ?? null,
    since,
  ] as const
}

/**
 * Open cases by age, resolved ones by their resolution, both by the number of the journal entry that put them there.
 * That number is the cursor and not the case: a case that was decided between two pages has left the list, and its
 * place in it must not move with it.
 */
function listCases(store: Store, query: CaseQuery): CasePage {
  const { status, limit } = query
  const after = query.after ?? (status === 'open' ? 0 : Number.MAX_SAFE_INTEGER)
  const place =
    status === 'open' ? 'entry > ?7 ORDER BY entry' : 'resolved_entry < ?7 ORDER BY resolved_entry DESC'
  // One more than asked for says whether there is another page.
  const found = store.list<CaseRow>(
    `SELECT ${columns} FROM case_file WHERE ${matches} AND ${place} LIMIT ?8`,
    [...filterValues(query), after, limit + 1],
  )
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    cases: rows.map((row) => toCase(store, row)),
    ...(found.length > limit && last ? { next: last.resolved_entry ?? last.entry } : {}),
  }
}

function countCases(store: Store, filter: CaseFilter): number {
  const row = store.find<{ cases: number }>(
    `SELECT count(*) AS cases FROM case_file WHERE ${matches}`,
    filterValues(filter),
  )
  return row?.cases ?? 0
}

type CaseReads = Pick<
  LedgerReader,
  'wasRecognised' | 'arrivalsOf' | 'arrivalsAbove' | 'findCase' | 'casesOf' | 'listCases' | 'countCases'
>

/** Reads of what arrived and credits nothing, and of cases. */
export function caseReads(store: Store): CaseReads {
  return {
    wasRecognised: (saleId) =>
      store.find(
        `SELECT 1 FROM journal WHERE subject_id = ? AND subject_kind = 'sale' AND type = 'invoice.confirmed' LIMIT 1`,
        [saleId],
      ) !== undefined,
    arrivalsOf: (saleId) =>
      store
        .list<{ first_entry: number; entry: number; status: ArrivalStatus }>(
          'SELECT first_entry, entry, status FROM arrival WHERE sale = (SELECT number FROM sale WHERE id = ?)',
          [saleId],
        )
        // Sorted here: for a row or two the database takes longer to set up its sorter than to read them.
        .toSorted((left, right) => left.first_entry - right.first_entry)
        .map(({ entry, status }): Arrival => ({ ...bodyAt(store, entry, 'arrival.recorded'), status })),
    arrivalsAbove: (chain, blockNumber) =>
      store
        .list<{ entry: number }>(
          "SELECT entry FROM arrival WHERE chain = ? AND block_number > ? AND status = 'seen' ORDER BY first_entry",
          [chain, blockNumber],
        )
        .map(({ entry }) => bodyAt(store, entry, 'arrival.recorded')),
    findCase: (caseId) => {
      const row = store.find<CaseRow>(`SELECT ${columns} FROM case_file WHERE id = ?`, [caseId])
      return row && toCase(store, row)
    },
    casesOf: (saleId) =>
      store
        .list<CaseRow>(`SELECT ${columns} FROM case_file WHERE sale_id = ? ORDER BY entry`, [saleId])
        .map((row) => toCase(store, row)),
    listCases: (query) => listCases(store, query),
    countCases: (filter) => countCases(store, filter),
  }
}
