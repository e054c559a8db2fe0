import type { EvmAddress } from '../../shared/domain/tokens/token.ts'

/**
 * The capability of giving out receive addresses. `addressAt` is pure and needs no network: the same index gives the same
 * address for ever, so that the ledger's index alone is the record of what was used.
 */
export type Addresses = Readonly<{
  kind: string
  addressAt: (index: number) => EvmAddress
}>
