import type { Database } from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTables, rebuildReadTables, textTables } from '../../../electron/ledger/rebuild-read-tables.ts'
import { openStore } from '../../../electron/ledger/store.ts'
import { histories, live } from './support/history.ts'
import { openTestLedger, unsynced } from './support/test-ledger.ts'

/** Everything the read tables hold, row by row; of full text, which row holds which word. */
function dump(database: Database): Record<string, unknown> {
  const rows = readTables.map((table) => [
    table,
    database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  ])
  const words = textTables.map((table) => {
    database.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${table}_words USING fts5vocab(main, ${table}, instance)`,
    )
    return [table, database.prepare(`SELECT term, doc FROM temp.${table}_words ORDER BY term, doc`).all()]
  })
  return Object.fromEntries([...rows, ...words]) as Record<string, unknown>
}

describe('rebuildReadTables', () => {
  it('makes the same tables again out of the journal of any history', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let database: Database | undefined
        const ledger = openTestLedger(
          {},
          {
            onFileOpen: (opened) => {
              database = opened
              unsynced.onFileOpen(opened)
            },
          },
        )
        live(ledger, history)
        if (!database) throw new Error('A ledger opens its file')
        const before = dump(database)
        rebuildReadTables(openStore(database))
        expect(dump(database)).toEqual(before)
        expect(ledger.verify().ok).toBe(true)
        ledger.close()
      }),
      { numRuns: 30 },
    )
  })

  it('names every table but the journal and what is kept beside it', () => {
    let database: Database | undefined
    openTestLedger({}, { onFileOpen: (opened) => (database = opened) })
    const tables = database
      ?.prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\'",
      )
      .pluck()
      .all()
    const kept = [
      'journal',
      'posting',
      'journal_head',
      'pin',
      'note',
      'outbox',
      'chain_cursor',
      'chain_block',
    ]
    expect(tables?.toSorted()).toEqual([...readTables, ...textTables, ...kept].toSorted())
  })
})
