import type { TokenCurrency } from '../money/currency.ts'
import type { AppliedRule } from '../policy/release-rule.ts'
import type { EvmAddress, Hash } from '../tokens/token.ts'

/** Where a payment stands. An `orphaned` one lost its block and may come back in another. */
export type PaymentStatus = 'detected' | 'confirmed' | 'settled' | 'orphaned' | 'ignored'

/**
 * What another endpoint than the one that delivered a payment says of it: the same log in that block, no such log, or
 * something else in its place. It speaks of the block it saw and of no other.
 */
export type PaymentWitness = Readonly<{
  source: string
  blockHash: Hash
  says: 'same' | 'missing' | 'different'
  /** Milliseconds since 1970, UTC. */
  at: number
}>

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
  /** The newest word of each other source that was asked; none without it. */
  witnesses?: readonly PaymentWitness[]
  /** The rule it was released under, while it is released. */
  releasedBy?: AppliedRule
}>

/**
 * The idempotency key of a chain payment. One transaction can carry several credits, and a reorganisation can move it
 * to another block and log index, so the key names the log and not the transaction alone.
 */
export function paymentKey(chain: string, txHash: Hash, logIndex: number): string {
  return `${chain}:${txHash}:${logIndex}`
}
