import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import type { Log } from '../platform/log.ts'
import { applicationId, schemaVersionOf, syncDirectory, syncFile } from './ledger-file.ts'
import type { Migration } from './migrations/migration.ts'
import { rebuildReadTables } from './rebuild-read-tables.ts'
import { openStore } from './store.ts'

/**
 * Brings a ledger to the newest schema, one migration and one transaction at a time, each after a copy of the file was
 * made at `backups/before-migration-<n>.db`. A new ledger has nothing to copy.
 * @throws {PosError} `ledger.newerSchema` when the file was written by a newer version
 */
export function migrate(
  database: Database,
  directory: string,
  migrations: readonly Migration[],
  log: Log,
): void {
  assertInvariant(
    migrations.every((migration, index) => migration.version === index + 1),
    'Migrations count up from 1 without a gap',
  )
  const found = schemaVersionOf(database)
  assertKnownSchema(found, migrations)
  for (const migration of migrations.slice(found)) {
    if (found > 0) copyBefore(database, directory, migration.version)
    apply(database, migration)
    log.info('ledger migrated', { version: migration.version, name: migration.name })
  }
}

/** @throws {PosError} `ledger.newerSchema` */
export function assertKnownSchema(version: number, migrations: readonly Migration[]): void {
  if (version <= migrations.length) return
  throw new PosError('ledger.newerSchema', 'This ledger was written by a newer version of Stablepoint', {
    details: { schema: version, known: migrations.length },
  })
}

function copyBefore(database: Database, directory: string, version: number): void {
  const copy = join(directory, 'backups', `before-migration-${version}.db`)
  const partial = `${copy}.partial`
  if (!existsSync(dirname(copy))) mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
  rmSync(partial, { force: true })
  // Reads every page through SQLite, so that a damaged file stops here and not half-way through a migration.
  database.prepare('VACUUM INTO ?').run(partial)
  syncFile(partial)
  renameSync(partial, copy)
  syncDirectory(dirname(copy))
}

function apply(database: Database, migration: Migration): void {
  database.transaction(() => {
    migration.apply(database)
    if (migration.rebuildsReadTables) rebuildReadTables(openStore(database))
    database.pragma(`application_id = ${applicationId}`)
    database.pragma(`user_version = ${migration.version}`)
  })()
}
