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
