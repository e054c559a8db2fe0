import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { passphraseSeal } from '../../../electron/kiosk/passphrase-seal.ts'

const passphrase = 'correct horse battery staple'
const secret = '{"name":"paxos.sandbox","value":"hush"}'

describe('passphraseSeal', () => {
  it('seals the same secret differently every time, with a salt and a nonce of its own', async () => {
    const asked: number[] = []
    const seal = passphraseSeal(passphrase, (bytes) => {
      asked.push(bytes)
      return randomBytes(bytes)
    })
    const [first, second] = [await seal.seal(secret), await seal.seal(secret)]
    expect(asked).toEqual([16, 12, 16, 12])
    expect(first.equals(second)).toBe(false)
    expect(await seal.unseal(first)).toEqual({ secret, reseal: false })
    expect(await passphraseSeal(passphrase).unseal(second)).toEqual({ secret, reseal: false })
  })

  it('takes a passphrase however its letters were composed', async () => {
    const sealed = await passphraseSeal('Zürich Café straße').seal(secret)
    const decomposed = 'Zürich Café straße'.normalize('NFD')
    expect(await passphraseSeal(decomposed).unseal(sealed)).toMatchObject({ secret })
  })

  it('refuses another passphrase without trying to decipher', async () => {
    const sealed = await passphraseSeal(passphrase).seal(secret)
    await expect(passphraseSeal(`${passphrase} `).unseal(sealed)).rejects.toMatchObject({
      code: 'secrets.wrongPassphrase',
    })
  })

  it('refuses whatever was changed after it was sealed', async () => {
    const seal = passphraseSeal(passphrase)
    const sealed = await seal.seal(secret)
    // The format, the cost, the nonce, the secret, the tag: a salt or a proof that changed looks like another passphrase.
    for (const place of [0, 1, 40, sealed.length - 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      await expect(seal.unseal(changed)).rejects.toMatchObject({ code: 'secrets.damaged' })
    }
    for (const length of [0, 10, 63])
      await expect(seal.unseal(sealed.subarray(0, length))).rejects.toMatchObject({ code: 'secrets.damaged' })
  })
})
