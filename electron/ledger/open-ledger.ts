import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Environment } from '../../shared/domain/settings/settings.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { backupLedger } from './backup-ledger.ts'
import { makeCommitFeed } from './commit-feed.ts'
import { lockDirectory } from './directory-lock.ts'
import { openForWriting } from './ledger-file.ts'
import { inspectBeforeOpening } from './inspect-before-opening.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations as allMigrations } from './migrations/migrations.ts'
import type { Ledger } from './port.ts'
import { ledgerReads } from './reads/ledger-reads.ts'
import { assertRestoreFinished } from './restore-ledger.ts'
import { toLedgerError } from './sqlite-failure.ts'
import { openStore } from './store.ts'
import { makeWriter, type Writer } from './transact.ts'
import { proveJournal, runProof, runProofGently } from './verify-journal.ts'

/** What a ledger needs to open. `directory` is that of one environment; `product` names program and version. */
export type LedgerOptions = Readonly<{
  directory: string
  environment: Environment
  clock: Clock
  ids: Ids
  log: Log
  product: string
}>

/** What a test replaces: the schema's history, and the open file before its first use. */
export type LedgerSeams = Readonly<{
  migrations?: readonly Migration[]
  onFileOpen?: (database: Database) => void
}>

/**
 * Opens the ledger of one environment, or makes it. The folder is locked until `close` or the end of the process; a
 * damaged ledger is refused before anything of it is written.
 * @throws {PosError} `ledger.locked`, `ledger.corrupt` naming the first broken entry, `ledger.newerSchema`,
 * `ledger.otherEnvironment`, `ledger.diskFull`
 */
export function openLedger(options: LedgerOptions, seams: LedgerSeams = {}): Ledger {
  const { directory, clock, product } = options
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const lock = lockDirectory(directory, { product, now: clock.now() })
    try {
      return openLocked(options, seams, lock.release)
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    throw toLedgerError(error)
  }
}

function openLocked(options: LedgerOptions, seams: LedgerSeams, release: () => void): Ledger {
  const { directory, environment, log } = options
  const migrations = seams.migrations ?? allMigrations
  const file = join(directory, 'ledger.db')
  assertRestoreFinished(file)
  inspectBeforeOpening(file, environment, migrations)
  const database = openForWriting(file)
  try {
    seams.onFileOpen?.(database)
    migrate(database, directory, migrations, log)
    const ledger = assemble(database, options, release)
    if (ledger.head().seq === 0) recordOpening(ledger, options)
    return ledger
  } catch (error) {
    database.close()
    throw error
  }
}

/** The first entry says whose ledger this is, so that a file in the wrong folder is noticed. */
function recordOpening(ledger: Ledger, { environment, product }: LedgerOptions): void {
  ledger.transact((transaction) =>
    transaction.append({
      type: 'ledger.opened',
      subject: { kind: 'ledger', id: environment },
      actor: 'till',
      body: { environment, product },
    }),
  )
}

function assemble(database: Database, { clock, ids, log }: LedgerOptions, release: () => void): Ledger {
  const store = openStore(database)
  const reads = ledgerReads(store)
  const writer = makeWriter(store, reads, { clock, ids })
  const feed = makeCommitFeed(log)
  const queueListeners = new Set<() => void>()
  const transact: Ledger['transact'] = (work) => {
    const { result, entries, queueChanged } = transactLogged(writer, log, work)
    feed.deliver(entries)
    if (queueChanged) tellOfQueue(log, queueListeners)
    return result
  }
  return {
    ...reads,
    transact,
    onCommitted: feed.listen,
    onQueueChanged: (listener) => {
      queueListeners.add(listener)
      return () => queueListeners.delete(listener)
    },
    backup: (file) => backupLedger(database, file),
    verify: () => runProof(proveJournal(store)),
    verifyGently: () => runProofGently(proveJournal(store)),
    clockBehindMs: () => Math.max(0, reads.head().at - clock.now()),
    isDiskFull: writer.isDiskFull,
    close: () => {
      if (!database.open) return
      database.close()
      release()
    },
  }
}

/** What was kept stays kept: a listener that throws is logged. */
function tellOfQueue(log: Log, listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) {
    try {
      listener()
    } catch (error) {
      log.error('a listener of the outbox failed', { problem: messageOf(error) })
    }
  }
}

/** Says once that the disk is full, and once that it is not any more. */
function transactLogged<T>(
  writer: Writer,
  log: Log,
  work: Parameters<typeof writer.transact<T>>[0],
): ReturnType<typeof writer.transact<T>> {
  const wasFull = writer.isDiskFull()
  try {
    return writer.transact(work)
  } finally {
    const isFull = writer.isDiskFull()
    if (isFull && !wasFull) log.error('the disk is full: nothing is kept until there is space')
    if (!isFull && wasFull) log.info('the disk has space again')
  }
}
