import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import type { Ledger } from './port.ts'

/** Writes a dated copy of the ledger into a folder, while selling goes on. */
export async function writeDatedBackup(
  ledger: Ledger,
  folder: string,
  clock: Clock,
): Promise<{ file: string; entries: number; newestHash: string; bytes: number }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-')
  const file = join(folder, `ledger-${stamp}.db`)
  return { file, ...(await ledger.backup(file)) }
}
