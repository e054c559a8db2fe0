import type { Role } from '../staff/role.ts'

/**
 * How much each role may approve in one refund, in minor units of the shop's currency; without a number as much as there is.
 * A role that may approve nothing has 0.
 */
export type RefundPolicy = Readonly<{
  cashierMaxMinor: bigint
  managerMaxMinor?: bigint
  ownerMaxMinor?: bigint
  /** From this value on a transfer to a wallet needs the receiver's data: 3,000 US dollars by the US travel rule. */
  travelRuleMinor: bigint
}>

/** A new till: managers up to 500.00, owners without a limit, cashiers nothing. @see 31 CFR 1010.410(f) for the 3,000 US dollars */
export const usualRefundPolicy: RefundPolicy = {
  cashierMaxMinor: 0n,
  managerMaxMinor: 50_000n,
  travelRuleMinor: 300_000n,
}

/** The most that a role may approve; `undefined` for as much as there is. */
export function approvalMax(policy: RefundPolicy, role: Role): bigint | undefined {
  if (role === 'owner') return policy.ownerMaxMinor
  return role === 'manager' ? policy.managerMaxMinor : policy.cashierMaxMinor
}

/** Whether somebody of a role may approve a refund of a value, in minor units of the shop's currency. */
export function mayApprove(policy: RefundPolicy, role: Role, valueMinor: bigint): boolean {
  const max = approvalMax(policy, role)
  // A value below one cent is none: who may approve nothing approves that neither.
  return max === undefined || (max > 0n && valueMinor <= max)
}
