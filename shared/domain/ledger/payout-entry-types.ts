import type { EntryType } from './journal-entry.ts'

/** Steps of a payout after its request. */
export const payoutSteps = [
  'payout.approved',
  'payout.cancelled',
  'payout.submitted',
  'payout.processing',
  'payout.paid',
  'payout.failed',
  'payout.returned',
  'payout.unknown',
  'payout.reopened',
] as const satisfies readonly EntryType[]

/** Steps of a bank account after it was added. */
export const bankSteps = [
  'bank.approved',
  'bank.declined',
  'bank.removed',
  'bank.reviewed',
  'bank.changedOutside',
] as const satisfies readonly EntryType[]

/** Steps of a standing order after it was asked for. */
const ruleSteps = [
  'rule.approved',
  'rule.declined',
  'rule.reviewed',
  'rule.ended',
  'rule.ran',
] as const satisfies readonly EntryType[]

/** Everything about payouts, bank accounts and standing orders; none of it belongs to a sale. */
export const payoutEntries = [
  'payout.requested',
  'bank.added',
  'rule.added',
  ...payoutSteps,
  ...bankSteps,
  ...ruleSteps,
] as const satisfies readonly EntryType[]

/** One of them. */
export type PayoutEntryType = (typeof payoutEntries)[number]
