import type { Environment } from '../../shared/domain/settings/settings.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import { isUnused, openForReading, schemaVersionOf } from './ledger-file.ts'
import { assertKnownSchema } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { verifyFile } from './verify-file.ts'

/** How many of the newest entries are proven at every start: milliseconds of work, and the place where a crash would show. */
const provenAtStart = 1_000

/**
 * Looks at a ledger file before anything may write to it.
 * @throws {PosError} `ledger.newerSchema`, `ledger.otherEnvironment`, `ledger.corrupt` naming the first broken entry
 */
export function inspectBeforeOpening(
  file: string,
  environment: Environment,
  migrations: readonly Migration[],
): void {
  if (isUnused(file)) return
  const { version, openedAs } = readFacts(file)
  assertKnownSchema(version, migrations)
  if (openedAs !== undefined && openedAs !== environment) {
    throw new PosError(
      'ledger.otherEnvironment',
      `This ledger belongs to ${openedAs} and not to ${environment}`,
      {
        details: { openedAs, environment },
      },
    )
  }
  const newest = verifyFile(file, provenAtStart)
  if (newest.ok) return
  // Something is wrong near the end; the whole proof says where it begins.
  const { problem = 'unknown' } = verifyFile(file)
  throw new PosError('ledger.corrupt', `The ledger does not prove: ${problem}`, { details: { problem } })
}

function readFacts(file: string): Readonly<{ version: number; openedAs: string | undefined }> {
  const database = openForReading(file)
  try {
    const version = schemaVersionOf(database)
    const first = database.prepare<[], { subject_id: string }>('SELECT subject_id FROM journal WHERE seq = 1')
    return { version, openedAs: first.get()?.subject_id }
  } finally {
    database.close()
  }
}
