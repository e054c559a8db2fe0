import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { compactState, type KeptPast } from './chain-state.ts'

const savedName = 'state.json.gz'
const loadingName = 'loading.json'
const setAsideName = 'state-unreadable.json.gz'

/** Writes a file whole or not at all: a power cut leaves the old one or the new one. */
export function replaceFile(path: string, content: Uint8Array): void {
  const staging = `${path}.new`
  const file = openSync(staging, 'w')
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(staging, path)
}

/** Saves what `anvil_dumpState` answered: hexadecimal text of gzipped JSON, kept gzipped. */
export function saveState(folder: string, dump: string): void {
  replaceFile(join(folder, savedName), Buffer.from(dump.slice(2), 'hex'))
}

/** True when there is a chain to go on with. */
export function hasSavedState(folder: string): boolean {
  return existsSync(join(folder, savedName))
}

/**
 * Writes the saved state, compacted, as the plain JSON anvil starts from. Remove it with `dropLoadingFile`.
 * @returns the path of that file
 * @throws when the saved state cannot be read
 */
export function writeLoadingFile(folder: string, past: KeptPast): string {
  const text = gunzipSync(readFileSync(join(folder, savedName))).toString('utf8')
  const path = join(folder, loadingName)
  writeFileSync(path, compactState(text, past))
  return path
}

/** Removes what `writeLoadingFile` wrote. */
export function dropLoadingFile(folder: string): void {
  rmSync(join(folder, loadingName), { force: true })
}

/** Moves a state that cannot be loaded out of the way, and keeps the newest such file for whoever looks into it. */
export function setStateAside(folder: string): void {
  renameSync(join(folder, savedName), join(folder, setAsideName))
}
