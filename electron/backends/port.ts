import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { LedgerReader } from '../ledger/port.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'

/** An address for one sale. */
export type ReceiveAddress = Readonly<{
  address: EvmAddress
  /** Its place under the shop's own key. */
  index?: number
  /** Which tokens are found at it; every one without it. */
  takes?: (token: Readonly<{ chain: string; symbol: string }>) => boolean
}>

/** Where the money of sales is received. */
export type ReceiveAddresses = Readonly<{
  kind: string
  /** The next addresses that no sale has used, in the order they are given out; fewer where not so many are ready. */
  next: (reader: AddressReader, count: number) => readonly ReceiveAddress[]
}>

/** What the ledger knows of addresses. */
type AddressReader = Pick<LedgerReader, 'nextAddressIndex' | 'freeAddresses'>

/** The addresses of the shop's own key. */
export function addressesOfKey({ kind, addressAt }: Addresses): ReceiveAddresses {
  return {
    kind,
    next: (reader, count) => {
      const first = reader.nextAddressIndex()
      return Array.from({ length: count }, (_, place) => ({
        address: addressAt(first + place),
        index: first + place,
      }))
    },
  }
}

/**
 * Addresses of the account, and where none of them is ready those of the shop's own key, so that the shop stays open: both are the
 * shop's, and what is received where stands in each sale.
 */
export function firstReady(
  account: ReceiveAddresses | undefined,
  own: ReceiveAddresses | undefined,
): ReceiveAddresses | undefined {
  if (!account || !own) return account ?? own
  return {
    kind: account.kind,
    next: (reader, count) => {
      const ready = account.next(reader, count)
      return ready.length > 0 ? ready : own.next(reader, count)
    },
  }
}

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
