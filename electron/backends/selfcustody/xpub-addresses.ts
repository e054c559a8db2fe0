import { secp256k1 } from '@noble/curves/secp256k1.js'
import { HDKey } from '@scure/bip32'
import { publicKeyToAddress } from 'viem/accounts'
import { bytesToHex } from 'viem/utils'
import { reject } from '../../../shared/errors/rejected.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { DeriveAddresses } from '../port.ts'

/** The depth of an account key: m / 44' / 60' / 0'. */
const accountDepth = 3
/** The highest index of a non-hardened child. */
const indexMax = 0x7fff_ffff

function accountKey(xpub: string): HDKey | undefined {
  try {
    const key = HDKey.fromExtendedKey(xpub)
    return key.privateKey === null && key.depth === accountDepth ? key : undefined
  } catch (error) {
    // A malformed text, a wrong checksum or another network's version: each is simply not an account key.
    if (error instanceof Error) return undefined
    throw error
  }
}

/**
 * Receive addresses of an account, derived from its extended public key at `/0/index`. No private key is involved and no
 * private key is accepted.
 * @returns the addresses, or `config.invalid` when the text is not the public key of an account
 * @see BIP-32 public derivation, BIP-44 account level
 */
export const xpubAddresses: DeriveAddresses = (xpub) => {
  const account = accountKey(xpub)
  if (!account)
    return reject('config.invalid', {
      field: 'backend.xpub',
      problem: "not the extended public key of an account (m/44'/60'/0')",
    })
  const external = account.deriveChild(0)
  const addressAt = (index: number): EvmAddress => {
    assertInvariant(
      Number.isInteger(index) && index >= 0 && index <= indexMax,
      'A receive index is a non-hardened child',
      { index },
    )
    const { publicKey } = external.deriveChild(index)
    assertInvariant(publicKey !== null, 'A derived child has a public key')
    return publicKeyToAddress(bytesToHex(secp256k1.Point.fromBytes(publicKey).toBytes(false)))
  }
  return { ok: true, addresses: { kind: 'selfcustody', addressAt } }
}
