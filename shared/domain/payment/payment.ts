import type { TokenCurrency } from '../money/currency.ts'
import type { EvmAddress, Hash } from '../tokens/token.ts'

/** Where a payment stands. An `orphaned` one lost its block and may come back in another. */
export type PaymentStatus = 'detected' | 'confirmed' | 'settled' | 'orphaned' | 'ignored'

/** Money seen on a chain for an invoice. `key` is unique: chain, transaction and log index. */
export type Payment = Readonly<{
  key: string
  invoiceId: string
  chain: string
  currency: TokenCurrency
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
  status: PaymentStatus
}>

/**
 * The idempotency key of a chain payment. One transaction can carry several credits, and a reorganisation can move it
 * to another block and log index, so the key names the log and not the transaction alone.
 */
export function paymentKey(chain: string, txHash: Hash, logIndex: number): string {
  return `${chain}:${txHash}:${logIndex}`
}
