import type { ErrorCode } from '../../errors/codes.ts'

/**
 * Where a payout stands. `returned` may follow `paid` days later: the bank sent the money back. `unknown`: it was sent and no
 * answer says what became of it; it is looked up under its id.
 */
export const payoutStatuses = [
  'requested',
  'approved',
  'submitted',
  'processing',
  'paid',
  'cancelled',
  'failed',
  'returned',
  'unknown',
] as const
/** One of the statuses. */
export type PayoutStatus = (typeof payoutStatuses)[number]

/** A payout as it was asked for; it never changes. */
export type PayoutRequest = Readonly<{
  id: string
  /** Counts up from 1 in one ledger; printed as `P-000001`. */
  number: number
  backend: string
  /** The asset that is paid from; one that is no dollar is exchanged on the way, one for one. */
  asset: string
  /** US cents that leave the balance; a fee is taken out of them. */
  dollarsMinor: bigint
  /** The till's id of the bank account, and the backend's. */
  bankId: string
  bankAccountId: string
  /** `First Bank …6789`. */
  bankText: string
  /** Stands on the statement of the bank, and names the payout to nobody else: no other has it. */
  memo: string
  refId: string
  /** The rule that asked for it, and the moment at which it was due. */
  rule?: Readonly<{ id: string; dueAt: number }>
  note: string
  requestedAt: number
  requestedBy: string
  requestedByName: string
}>

/** What left the balance for a payout, in the units of custody: `totalMinor` is the amount with the fee. */
export type PayoutTaken = Readonly<{
  asset: string
  amountMinor: bigint
  feeMinor: bigint
  totalMinor: bigint
}>

/** What came back of a payout, in the units of custody; it is always in dollars. Without a movement only a balance told. */
export type PayoutReturn = Readonly<{ totalMinor: bigint; movementId?: string; at: number }>

/** Everything that became known of a payout since it was asked for. */
export type PayoutProgress = Readonly<{
  status: PayoutStatus
  approvedBy?: string
  approvedByName?: string
  approvedAt?: number
  /** The backend's id of the order, and of the transfers that it is made of. */
  orderId?: string
  transferIds?: readonly string[]
  /** Why it stands still at the backend. */
  hold?: 'waitsForApproval' | 'underReview'
  taken?: PayoutTaken
  returned?: PayoutReturn
  problem?: Readonly<{ code: ErrorCode | 'refused' | 'cancelled'; text: string }>
}>

/** A payout as it stands. `at` and `seq` are those of its newest journal entry. */
export type Payout = PayoutRequest & PayoutProgress & Readonly<{ at: number; seq: number }>

/** The number of a payout as it is printed: `P-000012`. */
export function formatPayoutNumber(number: number): string {
  return `P-${String(number).padStart(6, '0')}`
}
