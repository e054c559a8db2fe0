import type { EvmAddress, Hash } from '../tokens/token.ts'

/**
 * What reached a receive address and is no money of the books: a token that the shop does not know (`wrongToken`), a
 * contract that carries the name of one it does (`counterfeit`), or a transfer of nothing, with which look-alike
 * addresses are planted in a history (`zeroValue`).
 */
export const arrivalKinds = ['wrongToken', 'counterfeit', 'zeroValue'] as const
/** One of the three kinds. */
export type ArrivalKind = (typeof arrivalKinds)[number]

/** Whether the chain, as last read, still holds the transfer. */
export type ArrivalStatus = 'seen' | 'orphaned'

/**
 * A transfer to a receive address that credits nothing. `key` is that of a payment: chain, transaction and log index.
 * `symbol` and `decimals` are what the contract says of itself, as untrusted as its sender; `amountMinor` is in its
 * smallest unit. Instants are milliseconds since 1970, UTC; `blockTimestamp` is in seconds, as chains have it.
 */
export type Arrival = Readonly<{
  key: string
  saleId: string
  invoiceId: string
  kind: ArrivalKind
  chain: string
  token: EvmAddress
  symbol?: string
  decimals?: number
  amountMinor: bigint
  from: EvmAddress
  to: EvmAddress
  txHash: Hash
  logIndex: number
  blockNumber: number
  blockHash: Hash
  blockTimestamp: number
  detectedAt: number
  source: string
  status: ArrivalStatus
}>
