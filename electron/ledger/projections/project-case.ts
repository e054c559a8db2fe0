import type { JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'

function projectCaseOpened(store: Store, { seq, body }: EntryOf<'case.opened'>): void {
  const { caseId, kind, saleId, saleNumber, things } = body
  store.run(
    `INSERT INTO case_file (id, kind, sale_id, sale_number, status, entry, things, seq)
     VALUES (?, ?, ?, ?, 'open', ?, ?, ?)`,
    [caseId, kind, saleId, saleNumber, seq, JSON.stringify(things), seq],
  )
}

/** What joins a case is added behind what is there, once. */
function projectCaseThings(
  store: Store,
  { seq, body }: EntryOf<'case.joined'> | EntryOf<'case.reopened'>,
): void {
  const row = store.find<{ things: string }>('SELECT things FROM case_file WHERE id = ?', [body.caseId])
  assertInvariant(row !== undefined, 'A case is opened before anything joins it', { caseId: body.caseId })
  // The column holds what these functions wrote.
  const things = new Set([...(JSON.parse(row.things) as readonly string[]), ...body.things])
  store.run('UPDATE case_file SET things = ?, seq = ? WHERE id = ?', [
    JSON.stringify([...things]),
    seq,
    body.caseId,
  ])
}

function projectCaseReopened(store: Store, entry: EntryOf<'case.reopened'>): void {
  projectCaseThings(store, entry)
  store.run("UPDATE case_file SET status = 'open', resolved_entry = NULL WHERE id = ?", [entry.body.caseId])
}

function projectCaseAssigned(store: Store, { seq, body }: EntryOf<'case.assigned'>): void {
  const { caseId, staffId, staffName } = body
  store.run('UPDATE case_file SET owner_id = ?, owner_name = ?, seq = ? WHERE id = ?', [
    staffId,
    staffName,
    seq,
    caseId,
  ])
}

function projectCaseNoted(store: Store, { seq, body }: EntryOf<'case.noted'>): void {
  store.run('UPDATE case_file SET seq = ? WHERE id = ?', [seq, body.caseId])
}

function projectCaseResolved(store: Store, { seq, body }: EntryOf<'case.resolved'>): void {
  store.run("UPDATE case_file SET status = 'resolved', resolved_entry = ?, seq = ? WHERE id = ?", [
    seq,
    seq,
    body.caseId,
  ])
}

/** What one entry about a case means for the table of cases. */
export function projectCase(store: Store, entry: Extract<JournalEntry, { type: `case.${string}` }>): void {
  switch (entry.type) {
    case 'case.opened':
      return projectCaseOpened(store, entry)
    case 'case.joined':
      return projectCaseThings(store, entry)
    case 'case.reopened':
      return projectCaseReopened(store, entry)
    case 'case.assigned':
      return projectCaseAssigned(store, entry)
    case 'case.noted':
      return projectCaseNoted(store, entry)
    case 'case.resolved':
      return projectCaseResolved(store, entry)
  }
}
