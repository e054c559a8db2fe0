import type { FiatCurrency, TokenCurrency } from '../money/currency.ts'
import type { EvmAddress, Hash } from '../tokens/token.ts'

/**
 * Where a refund stands. `reserved`: the refundable amount has fallen and the call is in the outbox. `unknown`: it was sent
 * and no answer says what became of it; it is looked up under its id and never sent under another.
 */
export const refundStatuses = [
  'requested',
  'approved',
  'reserved',
  'submitted',
  'broadcast',
  'confirmed',
  'declined',
  'cancelled',
  'failed',
  'unknown',
] as const
/** One of the statuses. */
export type RefundStatus = (typeof refundStatuses)[number]

/** What goes back of one line, in minor units of the sale's currency; `quantity` is 0 where an amount was given back. */
export type RefundedLine = Readonly<{ lineId: string; quantity: number; netMinor: bigint; taxMinor: bigint }>

/** The parts of a refund; `totalMinor` is the sum of all nets, taxes and the tip. */
export type RefundParts = Readonly<{ lines: readonly RefundedLine[]; tipMinor: bigint; totalMinor: bigint }>

/** What goes back: goods, with their tax and tip, or money that nobody's sale rests on. */
export type RefundKind = 'goods' | 'excess'

/** How the address was proven: it is the payer's own wallet, or the customer confirmed it on the display, or read it out. */
export const addressProofs = ['payer', 'display', 'spoken'] as const
/** One of the proofs. */
export type AddressProof = (typeof addressProofs)[number]

/** What sending costs, in the units of custody of the token's asset, and until when the backend keeps that word. */
export type RefundQuote = Readonly<{ id: string; feeMinor: bigint; expiresAt: number }>

/** A refund as it was asked for; it never changes. Instants are milliseconds since 1970, UTC. */
export type RefundRequest = Readonly<{
  id: string
  /** Counts up from 1 in one ledger; printed as `R-000001`. */
  number: number
  saleId: string
  saleNumber: number
  kind: RefundKind
  currency: FiatCurrency
  parts: RefundParts
  /** The token that is sent, and how much of it, in its smallest unit. */
  chain: string
  token: TokenCurrency
  symbol: string
  tokenAddress: EvmAddress
  decimals: number
  amountMinor: bigint
  /** Who sends it: a backend, or the manager's own wallet. */
  backend: string
  /** The asset whose balance pays; for a wallet the token itself. */
  balanceAsset: string
  target: EvmAddress
  proof: AddressProof
  /** What was said against the address and accepted. */
  warnings: readonly string[]
  quote?: RefundQuote
  /** The highest fee it may be sent for, in the units of custody: what was shown when it was asked for. */
  feeMaxMinor: bigint
  /** Worth in minor units of the sale's currency. */
  valueMinor: bigint
  reason: string
  requestedAt: number
  requestedBy: string
  requestedByName: string
  /** The id under which it is sent, made once. */
  refId: string
}>

/** What became known on the way. */
export type RefundProgress = Readonly<{
  status: RefundStatus
  transferId?: string
  txHash?: Hash
  /** What the backend took from which balance, in the units of custody; for a wallet the token's own amount, scaled. */
  sent?: Readonly<{ asset: string; amountMinor: bigint; feeMinor: bigint; totalMinor: bigint }>
  approvedBy?: string
  approvedByName?: string
  /** A code of the list, or the backend's own words. */
  problem?: Readonly<{ code: string; text: string }>
  /** The block it was seen in by the till itself. */
  seenInBlock?: number
}>

/** A refund as it stands. */
export type Refund = RefundRequest & RefundProgress & Readonly<{ at: number; seq: number }>
