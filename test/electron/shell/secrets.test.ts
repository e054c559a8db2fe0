import { describe, expect, it } from 'vitest'
import { initSecrets } from '../../../electron/shell/secrets.ts'
import { fakeSafeStorage } from '../../fixtures/fake-electron.ts'

const secret = 'xprv9s21ZrQH143K'

describe('initSecrets', () => {
  it.each([
    ['darwin', 'unknown'],
    ['win32', 'unknown'],
    ['linux', 'gnome_libsecret'],
    ['linux', 'kwallet6'],
  ] as const)('seals with the keyring of %s (%s), and opens again', async (platform, backend) => {
    const seal = initSecrets({ safeStorage: fakeSafeStorage(true, backend), platform })
    const sealed = await seal.seal(secret)
    expect(sealed.toString()).not.toContain(secret)
    expect(await seal.unseal(sealed)).toEqual({ secret, reseal: true })
    expect(await seal.closedBecause()).toBeUndefined()
  })

  it.each([
    ['linux', true, 'basic_text'],
    ['linux', true, 'unknown'],
    ['linux', false, 'gnome_libsecret'],
    ['darwin', false, 'unknown'],
    ['win32', false, 'unknown'],
  ] as const)(
    'stores nothing in clear text: %s, available %s, %s',
    async (platform, isAvailable, backend) => {
      const safeStorage = fakeSafeStorage(isAvailable, backend)
      const seal = initSecrets({ safeStorage, platform })
      await expect(seal.seal(secret)).rejects.toMatchObject({ code: 'secrets.noKeyring' })
      await expect(seal.unseal(Buffer.from('x'))).rejects.toMatchObject({ code: 'secrets.noKeyring' })
      expect(await seal.closedBecause()).toBe('secrets.noKeyring')
      expect(safeStorage.encryptStringAsync).not.toHaveBeenCalled()
      expect(safeStorage.decryptStringAsync).not.toHaveBeenCalled()
    },
  )

  it('says of what another keyring sealed that it cannot be read', async () => {
    const safeStorage = fakeSafeStorage(true, 'kwallet6')
    safeStorage.decryptStringAsync.mockRejectedValue(new Error('Error while decrypting the ciphertext'))
    const seal = initSecrets({ safeStorage, platform: 'linux' })
    await expect(seal.unseal(Buffer.from('x'))).rejects.toMatchObject({ code: 'secrets.damaged' })
  })
})
