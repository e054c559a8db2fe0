import { createHash, timingSafeEqual } from 'node:crypto'

/** A fixed-length fingerprint of a secret, which can be kept and compared in its place. */
export function fingerprintSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest()
}

/** Whether a secret somebody presents is the one with this fingerprint, in time that tells nothing about either. */
export function isSameSecret(presented: string, fingerprint: Buffer): boolean {
  return timingSafeEqual(fingerprintSecret(presented), fingerprint)
}
