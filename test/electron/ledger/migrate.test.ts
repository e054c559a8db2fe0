import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Migration } from '../../../electron/ledger/migrations/migration.ts'
import { migrations } from '../../../electron/ledger/migrations/migrations.ts'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import { verifyFile } from '../../../electron/ledger/verify-file.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import { makeSale } from './support/made-sale.ts'
import { openRaw } from './support/raw-file.ts'
import { temporaryFolder, testOptions } from './support/test-ledger.ts'

const addsColumn: Migration = {
  version: migrations.length + 1,
  name: 'a colour for staff',
  rebuildsReadTables: false,
  apply: (database) => database.exec("ALTER TABLE staff ADD COLUMN colour TEXT NOT NULL DEFAULT 'teal'"),
}
const emptiesAndRebuilds: Migration = {
  version: migrations.length + 2,
  name: 'balances again',
  rebuildsReadTables: true,
  apply: (database) => database.exec('DELETE FROM balance; DELETE FROM payment; DELETE FROM sale'),
}
const fails: Migration = {
  version: migrations.length + 2,
  name: 'half of it',
  rebuildsReadTables: false,
  apply: (database) => {
    database.exec('DROP TABLE note')
    throw new Error('the power went')
  },
}

/** A closed ledger of today's schema with a sale in it. */
function earlierLedger(): string {
  const directory = temporaryFolder()
  const ledger = openLedger(testOptions(directory))
  ledger.transact((transaction) => {
    for (const entry of makeSale(1).story) transaction.append(entry)
  })
  ledger.close()
  return directory
}

function columnsOf(file: string, table: string): readonly string[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
  } finally {
    database.close()
  }
}

describe('migrate', () => {
  it('brings an earlier ledger forward, after a whole copy of it', () => {
    const directory = earlierLedger()
    const ledger = openLedger(testOptions(directory), {
      migrations: [...migrations, addsColumn, emptiesAndRebuilds],
    })
    expect(ledger.verify().ok).toBe(true)
    expect(ledger.findSaleRow('sale_00000001')).toMatchObject({ status: 'confirmed' })
    ledger.close()
    expect(columnsOf(join(directory, 'ledger.db'), 'staff')).toContain('colour')
    const copies = join(directory, 'backups')
    expect(readdirSync(copies).toSorted()).toEqual([
      `before-migration-${migrations.length + 1}.db`,
      `before-migration-${migrations.length + 2}.db`,
    ])
    expect(columnsOf(join(copies, `before-migration-${migrations.length + 1}.db`), 'staff')).not.toContain(
      'colour',
    )
    expect(columnsOf(join(copies, `before-migration-${migrations.length + 2}.db`), 'staff')).toContain(
      'colour',
    )
    for (const copy of readdirSync(copies)) expect(verifyFile(join(copies, copy)).ok).toBe(true)
  })

  it('does each migration once', () => {
    const directory = earlierLedger()
    const seams = { migrations: [...migrations, addsColumn] }
    openLedger(testOptions(directory), seams).close()
    openLedger(testOptions(directory), seams).close()
    expect(columnsOf(join(directory, 'ledger.db'), 'staff').filter((name) => name === 'colour')).toHaveLength(
      1,
    )
  })

  it('makes no copy of a new ledger', () => {
    const directory = temporaryFolder()
    openLedger(testOptions(directory)).close()
    expect(existsSync(join(directory, 'backups'))).toBe(false)
  })

  it('keeps nothing of a migration that fails, keeps those before it, and opens again with a better one', () => {
    const directory = earlierLedger()
    expect(() =>
      openLedger(testOptions(directory), { migrations: [...migrations, addsColumn, fails] }),
    ).toThrow('the power went')
    const database = openRaw(directory)
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length + 1)
    database.close()
    const repaired = { ...fails, apply: () => undefined }
    const ledger = openLedger(testOptions(directory), { migrations: [...migrations, addsColumn, repaired] })
    expect(ledger.findNote('any')).toBeUndefined()
    expect(ledger.verify().ok).toBe(true)
    ledger.close()
  })

  it('refuses a ledger of a newer version and leaves it as it is', () => {
    const directory = earlierLedger()
    openLedger(testOptions(directory), { migrations: [...migrations, addsColumn] }).close()
    let code = ''
    try {
      openLedger(testOptions(directory)).close()
    } catch (error) {
      code = isPosError(error) ? error.code : String(error)
    }
    expect(code).toBe('ledger.newerSchema')
    expect(columnsOf(join(directory, 'ledger.db'), 'staff')).toContain('colour')
  })

  it('refuses a list of migrations with a gap', () => {
    const gap = { ...addsColumn, version: migrations.length + 2 }
    expect(() => openLedger(testOptions(temporaryFolder()), { migrations: [...migrations, gap] })).toThrow(
      'without a gap',
    )
  })
})
