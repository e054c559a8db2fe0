import type { SafeStorage } from 'electron'
import { messageOf, PosError } from '../../shared/errors/pos-error.ts'
import type { SecretSeal } from '../platform/secret-seal.ts'

export type SecretsDeps = Readonly<{
  safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >
  platform: NodeJS.Platform
}>

/** On Linux without a keyring, Electron "encrypts" with a password that is in its source code. */
async function isTrustworthy({ safeStorage, platform }: SecretsDeps): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  if (platform !== 'linux') return true
  const backend = safeStorage.getSelectedStorageBackend()
  return backend !== 'basic_text' && backend !== 'unknown'
}

/**
 * Seals with the key the system keeps for this user; to be used when the app is ready.
 * @throws {PosError} `secrets.noKeyring` at every use where the system keeps no key: nothing is ever stored in clear text
 */
export function initSecrets(deps: SecretsDeps): SecretSeal {
  const { safeStorage } = deps
  const requireKeyring = async (): Promise<void> => {
    if (await isTrustworthy(deps)) return
    throw new PosError('secrets.noKeyring', 'This system keeps no key to seal secrets with.')
  }
  const decrypt = async (sealed: Buffer) => {
    try {
      return await safeStorage.decryptStringAsync(sealed)
    } catch (error) {
      throw new PosError('secrets.damaged', 'The keyring of this system did not seal this.', {
        details: { problem: messageOf(error) },
      })
    }
  }
  return {
    closedBecause: async () => ((await isTrustworthy(deps)) ? undefined : 'secrets.noKeyring'),
    seal: async (secret) => {
      await requireKeyring()
      return safeStorage.encryptStringAsync(secret)
    },
    unseal: async (sealed) => {
      await requireKeyring()
      const { result, shouldReEncrypt } = await decrypt(sealed)
      return { secret: result, reseal: shouldReEncrypt }
    },
  }
}
