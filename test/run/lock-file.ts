import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..')
const lockPath = join(root, 'package-lock.json')

const manifest = z.object({ allowScripts: z.record(z.string(), z.boolean()) })

/**
 * Packages that package.json lets run nothing when they are installed: better-sqlite3 brings a binary for every platform
 * the till runs on, and the step of anvil only repeats what its platform packages do, in a syntax Windows does not know.
 */
export function readIdlePackages(): readonly string[] {
  const { allowScripts } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return Object.keys(allowScripts).filter((name) => allowScripts[name] === false)
}

export function readLockFile(): unknown {
  return JSON.parse(readFileSync(lockPath, 'utf8'))
}

export function writeLockFile(lock: unknown): void {
  writeFileSync(lockPath, `${JSON.stringify(lock, undefined, 2)}\n`)
}
