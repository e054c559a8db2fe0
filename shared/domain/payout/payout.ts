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
