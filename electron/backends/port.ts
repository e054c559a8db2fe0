import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'

/**
 * The capability of giving out receive addresses. `addressAt` is pure and needs no network: the same index gives the same
 * address for ever, so that the ledger's index alone is the record of what was used.
 */
export type Addresses = Readonly<{
  kind: string
  addressAt: (index: number) => EvmAddress
}>

/** Receive addresses of an account's extended public key, or `config.invalid` when the text is none. */
export type DeriveAddresses = (xpub: string) => { ok: true; addresses: Addresses } | Rejected

/** How many addresses a person compares with their wallet. */
const previewed = [0, 1, 2] as const

/** The first addresses of a key, for a person to compare with their wallet. */
export function previewAddresses(
  derive: DeriveAddresses,
  xpub: string,
): { ok: true; addresses: EvmAddress[] } | Rejected {
  const derived = derive(xpub.trim())
  return derived.ok ? { ok: true, addresses: previewed.map(derived.addresses.addressAt) } : derived
}
