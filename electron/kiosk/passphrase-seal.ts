import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { SecretSeal } from '../platform/secret-seal.ts'
import { PosError } from '../../shared/errors/pos-error.ts'

/**
 * What stretching a passphrase costs: 128 MiB and a third of a second, for us once for each secret and for a thief once for
 * each guess.
 * @see OWASP, Password Storage Cheat Sheet: scrypt with N 2^17, r 8, p 1
 */
const cost = { logN: 17, r: 8, p: 1 } as const
const saltBytes = 16
const keyBytes = 32
const proofBytes = 16
const ivBytes = 12
const tagBytes = 16
/** Format, log2 of N, r, p: sealed along, so that nobody makes the cost less. */
const header = Buffer.from([1, cost.logN, cost.r, cost.p])
const clearBytes = header.length + saltBytes + proofBytes + ivBytes

type Stretched = Readonly<{ key: Buffer; proof: Buffer }>

/** The key, and beside it a proof that tells a wrong passphrase from a damaged file. Neither says anything of the other. */
async function stretch(passphrase: string, salt: Buffer): Promise<Stretched> {
  const N = 2 ** cost.logN
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    scrypt(
      // One passphrase can be typed as different bytes, by the system that it is typed on.
      passphrase.normalize('NFKC'),
      salt,
      keyBytes + proofBytes,
      { N, r: cost.r, p: cost.p, maxmem: 256 * N * cost.r },
      (error, derived) => (error ? reject(error) : resolve(derived)),
    )
  })
  return { key: bytes.subarray(0, keyBytes), proof: bytes.subarray(keyBytes) }
}

function damaged(problem: string): PosError {
  return new PosError('secrets.damaged', `A sealed secret cannot be opened: ${problem}.`)
}

async function unseal(passphrase: string, sealed: Buffer): Promise<string> {
  if (sealed.length < clearBytes + tagBytes) throw damaged('it is too short')
  if (!sealed.subarray(0, header.length).equals(header)) throw damaged('it is of an unknown format')
  const saltEnd = header.length + saltBytes
  const proofEnd = saltEnd + proofBytes
  const { key, proof } = await stretch(passphrase, sealed.subarray(header.length, saltEnd))
  if (!timingSafeEqual(proof, sealed.subarray(saltEnd, proofEnd)))
    throw new PosError(
      'secrets.wrongPassphrase',
      'The passphrase is not the one the secrets were sealed with.',
    )
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(proofEnd, clearBytes))
  decipher.setAAD(sealed.subarray(0, proofEnd))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  try {
    const clear = [decipher.update(sealed.subarray(clearBytes, -tagBytes)), decipher.final()]
    return Buffer.concat(clear).toString('utf8')
  } catch (error) {
    throw new PosError('secrets.damaged', 'A sealed secret was changed after it was sealed.', {
      cause: error,
    })
  }
}

/**
 * Seals with a passphrase: scrypt makes the key, AES-256-GCM seals. Every seal has a salt and a nonce of its own.
 * @param random as many bytes that nobody can guess
 */
export function passphraseSeal(
  passphrase: string,
  random: (bytes: number) => Buffer = randomBytes,
): SecretSeal {
  return {
    closedBecause: () => Promise.resolve(undefined),
    seal: async (secret) => {
      const salt = random(saltBytes)
      const iv = random(ivBytes)
      const { key, proof } = await stretch(passphrase, salt)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      cipher.setAAD(Buffer.concat([header, salt, proof]))
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([header, salt, proof, iv, sealed, cipher.getAuthTag()])
    },
    unseal: async (sealed) => ({ secret: await unseal(passphrase, sealed), reseal: false }),
  }
}
