import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's floor for scrypt in 2024 is N=2^17, r=8, p=1; a till checks one PIN at a time and may spend it.
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 96 * 1024 * 1024 }
const keyLength = 32

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/**
 * The scrypt hash of a PIN with its own salt, as text.
 * @see OWASP Password Storage Cheat Sheet, 2024: scrypt with N=2^15, r=8, p=3
 */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${(await derive(pin, salt)).toString('base64url')}`
}

/** True when the PIN is the one that was hashed; takes the same time for a wrong one. */
export async function matchesPin(pin: string, hash: string): Promise<boolean> {
  const [scheme, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(pin, Buffer.from(salt, 'base64url'))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
