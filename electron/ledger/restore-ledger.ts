import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { environments, type Environment } from '../../shared/domain/settings/settings.ts'
import { isPosError, PosError } from '../../shared/errors/pos-error.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { forgetFile, standAlone } from './copy-file.ts'
import { lockDirectory } from './directory-lock.ts'
import { openForReading, openForWriting, syncDirectory, syncFile } from './ledger-file.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { ledgerReads } from './reads/ledger-reads.ts'
import { saleReads } from './reads/sale-reads.ts'
import { toLedgerError } from './sqlite-failure.ts'
import { openStore } from './store.ts'
import { makeWriter } from './transact.ts'
import { doubtQueued } from './write-outbox.ts'
import { verifyFile } from './verify-file.ts'

/** What a restore needs. `directory` is that of the backup's environment. */
export type RestoreOptions = Readonly<{
  directory: string
  from: string
  clock: Clock
  ids: Ids
  log: Log
  product: string
}>

/** What a restore has done. Without `setAside` there was no ledger before. */
export type Restored = Readonly<{
  entries: number
  newestHash: string
  setAside?: string
  /** True when the replaced ledger could say which numbers and addresses it had used since the backup. */
  knowsWhatWasUsed: boolean
}>

/** Numbers and addresses that are free in a ledger. */
type FirstFree = Readonly<{ saleNumberMin: number; addressIndexMin: number }>

/**
 * Puts a backup in the place of a ledger. The backup is copied and proven before anything is touched, the replaced file
 * is kept, and the last step is one rename; a restore that was cut off is run again.
 * @throws {PosError} `ledger.locked`, `backup.corrupt`, `ledger.newerSchema`, `ledger.diskFull`
 */
export async function restoreLedger(options: RestoreOptions): Promise<Restored> {
  const { directory, from, clock, product } = options
  try {
    assertProven(from)
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const lock = lockDirectory(directory, { product, now: clock.now() })
    try {
      return await restoreLocked(options)
    } finally {
      lock.release()
    }
  } catch (error) {
    throw toLedgerError(error)
  }
}

/**
 * The environment whose ledger a backup holds, as its first entry says.
 * @throws {PosError} `backup.corrupt`
 */
export function environmentOfBackup(file: string): Environment {
  const entry = readBackup(file, (store) => ledgerReads(store).entriesAfter(0, 1)[0])
  const found = environments.find((environment) => environment === entry?.subject.id)
  if (found === undefined) throw new PosError('backup.corrupt', 'The backup does not say whose ledger it is')
  return found
}

/** @throws {PosError} `ledger.corrupt` while a restore is half done: the backup is proven, the swap was cut off */
export function assertRestoreFinished(file: string): void {
  if (!existsSync(provenCopyOf(file))) return
  throw new PosError('ledger.corrupt', 'A restore was cut off before its last step: run it again', {
    details: { file },
  })
}

function provenCopyOf(file: string): string {
  return `${file}.restored`
}

function readBackup<T>(file: string, read: (store: ReturnType<typeof openStore>) => T): T {
  try {
    const database = openForReading(file)
    try {
      return read(openStore(database))
    } finally {
      database.close()
    }
  } catch (cause) {
    throw new PosError('backup.corrupt', 'The backup cannot be read', { details: { file }, cause })
  }
}

function assertProven(file: string): void {
  const report = verifyFile(file)
  if (report.ok) return
  throw new PosError('backup.corrupt', `The backup does not prove: ${report.problem ?? 'unknown'}`, {
    details: { file },
  })
}

async function restoreLocked(options: RestoreOptions): Promise<Restored> {
  const { directory, from, clock } = options
  const file = join(directory, 'ledger.db')
  const copy = `${file}.restoring`
  forgetFile(copy)
  forgetFile(provenCopyOf(file))
  const source = openForReading(from)
  try {
    await source.backup(copy)
  } finally {
    source.close()
  }
  const used = findFirstFree(file)
  const { entries, newestHash } = recordRestore(copy, used, options)
  standAlone(copy)
  syncFile(copy)
  assertProven(copy)
  const setAside = existsSync(file)
    ? join(
        directory,
        'backups',
        `replaced-${new Date(clock.now()).toISOString().replaceAll(/[-:.]/g, '')}.db`,
      )
    : undefined
  swap(file, copy, setAside)
  return {
    entries,
    newestHash,
    knowsWhatWasUsed: setAside === undefined || used !== undefined,
    ...(setAside === undefined ? {} : { setAside }),
  }
}

/** What the ledger to be replaced has used, if it can still be read. */
function findFirstFree(file: string): FirstFree | undefined {
  try {
    return readBackup(file, firstFreeOf)
  } catch (error) {
    if (!isPosError(error, 'backup.corrupt')) throw error
    // There is none, or it is damaged, which is why it is replaced. The caller is told that nothing is known.
    return undefined
  }
}

function firstFreeOf(store: ReturnType<typeof openStore>): FirstFree {
  const reads = saleReads(store)
  return { saleNumberMin: reads.nextSaleNumber(), addressIndexMin: reads.nextAddressIndex() }
}

/** Brings the copy to this version's schema and writes the restore into its journal. */
function recordRestore(
  copy: string,
  used: FirstFree | undefined,
  options: RestoreOptions,
): Readonly<{ entries: number; newestHash: string }> {
  const { directory, clock, ids, log } = options
  const database = openForWriting(copy)
  try {
    migrate(database, directory, migrations, log)
    const store = openStore(database)
    const reads = ledgerReads(store)
    const before = reads.head()
    const own = firstFreeOf(store)
    makeWriter(store, reads, { clock, ids }).transact((transaction) => {
      doubtQueued(store)
      transaction.append({
        type: 'ledger.restored',
        subject: { kind: 'ledger', id: environmentOfBackup(options.from) },
        actor: 'till',
        body: {
          entries: before.seq,
          newestHash: before.hash,
          saleNumberMin: Math.max(own.saleNumberMin, used?.saleNumberMin ?? 0),
          addressIndexMin: Math.max(own.addressIndexMin, used?.addressIndexMin ?? 0),
        },
      })
    })
    const { seq, hash } = reads.head()
    return { entries: seq, newestHash: hash }
  } finally {
    database.close()
  }
}

/**
 * Swaps the files. From the first rename on, `openLedger` refuses until the last one is done, because the old file may
 * by then stand there without its write-ahead log.
 */
function swap(file: string, copy: string, setAside: string | undefined): void {
  renameSync(copy, provenCopyOf(file))
  syncDirectory(dirname(file))
  if (setAside !== undefined) {
    mkdirSync(dirname(setAside), { recursive: true, mode: 0o700 })
    keep(file, setAside)
    if (existsSync(`${file}-wal`)) keep(`${file}-wal`, `${setAside}-wal`)
    syncDirectory(dirname(setAside))
  }
  rmSync(`${file}-wal`, { force: true })
  rmSync(`${file}-shm`, { force: true })
  renameSync(provenCopyOf(file), file)
  syncDirectory(dirname(file))
}

/** A second name for the same bytes; a copy where the file system has no second names. */
function keep(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch {
    copyFileSync(file, name)
    syncFile(name)
  }
}
