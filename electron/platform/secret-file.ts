import { createHash, timingSafeEqual } from 'node:crypto'
import { open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PosError } from '../../shared/errors/pos-error.ts'

/** What a file of ours begins with; the digest of the rest follows, so that a torn file is told from a wrong passphrase. */
const mark = Buffer.from('stablepoint-secret-1\n', 'ascii')
const digestBytes = 32
/** Credentials and a key are a few hundred bytes. */
const fileBytesMax = 1_048_576

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function digestOf(sealed: Buffer): Buffer {
  return createHash('sha256').update(sealed).digest()
}

/** The name of a file is on the disk once its folder is; Windows cannot open folders, and keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a sealed secret, whole or not at all, for this user alone. */
export async function writeSecretFile(path: string, sealed: Buffer): Promise<void> {
  const next = `${path}.tmp`
  const handle = await open(next, 'w', 0o600)
  try {
    // A file that an earlier try has left keeps its mode through `open`.
    await handle.chmod(0o600)
    await handle.writeFile(Buffer.concat([mark, digestOf(sealed), sealed]))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(next, path)
  await syncFolder(dirname(path))
}

/**
 * Reads a sealed secret; nothing where there is none.
 * @throws {PosError} `secrets.damaged` for a file that is torn or none of ours
 */
export async function readSecretFile(path: string): Promise<Buffer | undefined> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  const sealed = bytes.subarray(mark.length + digestBytes)
  const digest = bytes.subarray(mark.length, mark.length + digestBytes)
  const isWhole =
    bytes.length <= fileBytesMax &&
    digest.length === digestBytes &&
    bytes.subarray(0, mark.length).equals(mark) &&
    timingSafeEqual(digest, digestOf(sealed))
  if (isWhole) return sealed
  throw new PosError('secrets.damaged', 'The file of a secret is torn, or none of this till.')
}

/** Removes a secret; one that is gone already is as good as removed. */
export async function removeSecretFile(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  await syncFolder(dirname(path))
}
