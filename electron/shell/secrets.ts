import type { SafeStorage } from 'electron'
import { PosError } from '../../shared/errors/pos-error.ts'

export type SecretsDeps = Readonly<{
  safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >
  platform: NodeJS.Platform
}>

/** Seals secrets with the key the system keeps for this user. Secrets never leave the main process. */
export type SecretSeal = Readonly<{
  seal: (secret: string) => Promise<Buffer>
  /** `reseal` is set when the system changed its key: seal again and store that. */
  unseal: (sealed: Buffer) => Promise<Readonly<{ secret: string; reseal: boolean }>>
}>

/** On Linux without a keyring, Electron "encrypts" with a password that is in its source code. */
async function isTrustworthy({ safeStorage, platform }: SecretsDeps): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  if (platform !== 'linux') return true
  const backend = safeStorage.getSelectedStorageBackend()
  return backend !== 'basic_text' && backend !== 'unknown'
}

/**
 * The seal of this machine; to be opened when the app is ready.
 * @throws {PosError} `secrets.noKeyring` at every use where the system keeps no key: nothing is ever stored in clear text
 */
export function initSecrets(deps: SecretsDeps): SecretSeal {
  const { safeStorage } = deps
  const requireKeyring = async (): Promise<void> => {
    if (await isTrustworthy(deps)) return
    throw new PosError('secrets.noKeyring', 'This system keeps no key to seal secrets with.')
  }
  return {
    seal: async (secret) => {
      await requireKeyring()
      return safeStorage.encryptStringAsync(secret)
    },
    unseal: async (sealed) => {
      await requireKeyring()
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed)
      return { secret: result, reseal: shouldReEncrypt }
    },
  }
}
