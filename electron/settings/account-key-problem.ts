import { HDKey } from '@scure/bip32'
import type { Environment } from '../../shared/domain/settings/settings.ts'

/** The depth of an account key: m / 44' / 60' / 0'. */
const accountDepth = 3

/** Keys that anybody can spend from: that of the phrase `test test … junk`, and that of the practice shop. */
const publishedKeys = [
  'xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP',
  'xpub6Cz25VFUJwUkc77bb6mC9mbSRSBFSfHQ4fHEJFUnqZ8Q6ohcjkC4rUoGpSKXWDXn5hvQz8iskzuQCmTyg5UGWBEztc3mSeygnDkGCCGw6QB',
]

/**
 * What is wrong with a text that should be the extended public key of an account; `undefined` when nothing is. Says
 * nothing of the text itself: it may be a private key that somebody pasted.
 * @see BIP-32 serialization, BIP-44 account level
 */
export function accountKeyProblem(text: string, environment: Environment | undefined): string | undefined {
  if (/^[a-z]prv/.test(text)) return 'this is a private key; the till can take and must not be able to spend'
  if (!text.startsWith('xpub')) return 'an extended public key begins with xpub'
  if (publishedKeys.includes(text) && environment === 'live')
    return 'this key is published for tests and practice: anybody could spend what the shop receives'
  try {
    const { depth } = HDKey.fromExtendedKey(text)
    return depth === accountDepth
      ? undefined
      : `this key is not that of an account (m/44'/60'/0') but of depth ${depth}`
  } catch (error) {
    if (error instanceof Error) return 'the key is mistyped or cut off: its checksum is wrong'
    throw error
  }
}
