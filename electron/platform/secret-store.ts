import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '../../shared/contract/z.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { messageOf, PosError } from '../../shared/errors/pos-error.ts'
import { openTurns } from './in-turn.ts'
import type { Log } from './log.ts'
import { readSecretFile, removeSecretFile, writeSecretFile } from './secret-file.ts'
import type { SealProblem, SecretSeal } from './secret-seal.ts'

/** The secrets of one environment, each sealed in a file of its own. Values are never logged, nor named in an error. */
export type SecretStore = Readonly<{
  /** Why `write`, and `read` of what is there, are refused; nothing where the host has a key. */
  closedBecause: () => Promise<SealProblem | undefined>
  /**
   * A secret by its name; nothing where none is kept.
   * @throws {PosError} `secrets.sealed`, `secrets.noKeyring`, `secrets.wrongPassphrase`, `secrets.damaged`
   */
  read: (name: string) => Promise<string | undefined>
  /** Keeps a secret, whole or not at all. */
  write: (name: string, value: string) => Promise<void>
  /** Works without a key too: who lost the passphrase can begin anew. */
  remove: (name: string) => Promise<void>
  /** Which secrets are kept; that needs no key. */
  list: () => Promise<readonly string[]>
}>

const ending = '.sealed'
const namePattern = /^[a-z0-9][A-Za-z0-9.-]{0,99}$/

/** The name is sealed with the value, so that nobody passes one secret off as another by renaming its file. */
const sealedShape = z.strictObject({ name: z.string(), value: z.string() })

function damaged(problem: string): PosError {
  return new PosError('secrets.damaged', `A secret cannot be read: ${problem}.`)
}

function openEnvelope(text: string, name: string): string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    // The parser's message quotes what it read, which is the secret.
    throw damaged('what was sealed is none of ours')
  }
  const envelope = sealedShape.safeParse(parsed)
  if (!envelope.success) throw damaged('what was sealed is none of ours')
  if (envelope.data.name !== name) throw damaged('it was sealed under another name')
  return envelope.data.value
}

/** Opens the store of a folder; nothing is made there before the first secret. */
export function openSecretStore(folder: string, seal: SecretSeal, log: Log): SecretStore {
  // Sealing a secret again must not put an old one over a new one.
  const inTurn = openTurns()
  const pathOf = (name: string): string => {
    assertInvariant(namePattern.test(name), 'A secret has a plain name')
    return join(folder, `${name}${ending}`)
  }
  const keep = async (name: string, value: string): Promise<void> => {
    const sealed = await seal.seal(JSON.stringify({ name, value }))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
    await writeSecretFile(pathOf(name), sealed)
  }
  return {
    closedBecause: seal.closedBecause,
    read: (name) =>
      inTurn(async () => {
        const sealed = await readSecretFile(pathOf(name))
        if (sealed === undefined) return undefined
        const { secret, reseal } = await seal.unseal(sealed)
        const value = openEnvelope(secret, name)
        if (reseal)
          await keep(name, value).catch((error: unknown) =>
            log.warn('A secret could not be sealed anew; the old seal still holds', {
              problem: messageOf(error),
            }),
          )
        return value
      }),
    write: (name, value) => inTurn(() => keep(name, value)),
    remove: (name) => inTurn(() => removeSecretFile(pathOf(name))),
    list: async () => {
      try {
        const files = await readdir(folder)
        return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
        throw error
      }
    },
  }
}
