import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const path = join(import.meta.dirname, '..', '..', 'package-lock.json')

/** Packages that bring a binary for every platform the till runs on, and say `gypfile: false`. */
export const prebuiltPackages = ['better-sqlite3']

export function readLockFile(): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

export function writeLockFile(lock: unknown): void {
  writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`)
}
