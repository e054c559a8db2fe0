import { reject, type Rejected } from '../../errors/rejected.ts'
import type { Role } from '../staff/role.ts'
import type { BankAccount } from './bank-account.ts'

/** Who may let how much go to the bank, what a new account waits for, and what stays behind for refunds. */
export type PayoutPolicy = Readonly<{
  /** US cents that a manager or an owner may approve in one payout; without a number as much as there is. */
  managerMaxMinor?: bigint
  ownerMaxMinor?: bigint
  /** Hours between the second person's approval of a bank account and the first payout to it. */
  coolOffHours: number
  /** What no payout may touch, in the units of custody. */
  keepBack: readonly Readonly<{ asset: string; minor: bigint }>[]
}>

/** A new till: managers up to 10,000.00 dollars, owners without a limit, a day between an account and its first payout. */
export const usualPayoutPolicy: PayoutPolicy = { managerMaxMinor: 1_000_000n, coolOffHours: 24, keepBack: [] }

const hourMs = 3_600_000

/** The most that a role may approve in one payout, in US cents; `undefined` for as much as there is. */
export function payoutMax(policy: PayoutPolicy, role: Role): bigint | undefined {
  if (role === 'owner') return policy.ownerMaxMinor
  return role === 'manager' ? policy.managerMaxMinor : 0n
}

/** Somebody who approves, and somebody who asked. */
type TwoPeople = Readonly<{ approver: Readonly<{ id: string; role: Role }>; requestedBy: string }>

/** Whether a second person, other than the one who asked, stands behind it. */
export function needsAnother({ approver, requestedBy }: TwoPeople): Rejected | undefined {
  if (approver.role === 'cashier') return reject('session.forbidden', {})
  return approver.id === requestedBy ? reject('payout.samePerson') : undefined
}

/**
 * Whether somebody may let an amount go that another has asked for.
 * @param dollarsMinor US cents; `undefined` for a rule, which has no end
 */
export function whyNotApproved(
  policy: PayoutPolicy,
  people: TwoPeople,
  dollarsMinor: bigint | undefined,
): Rejected | undefined {
  const alone = needsAnother(people)
  if (alone) return alone
  const max = payoutMax(policy, people.approver.role)
  if (max === undefined || (dollarsMinor !== undefined && dollarsMinor <= max)) return undefined
  return reject('payout.aboveLimit', { role: people.approver.role })
}

/** When the first payout may go to a bank account; nothing while the shop has not agreed to it. */
export function usableFrom(policy: PayoutPolicy, bank: BankAccount): number | undefined {
  return bank.approvedAt === undefined ? undefined : bank.approvedAt + policy.coolOffHours * hourMs
}

/** Why nothing can be paid to a bank account now. */
export function whyNotPayable(policy: PayoutPolicy, bank: BankAccount, now: number): Rejected | undefined {
  const from = usableFrom(policy, bank)
  if (bank.status !== 'approved' || from === undefined) return reject('bank.notApproved', {})
  if (bank.review !== 'approved' || bank.bankAccountId === undefined) return reject('bank.underReview', {})
  // A clock that was set back makes nobody wait less.
  const isCooling = now < from || now < (bank.approvedAt ?? 0)
  return isCooling ? reject('bank.coolingOff', { hours: Math.ceil((from - now) / hourMs) }) : undefined
}

/** What must stay of an asset, in the units of custody. */
export function keptBack({ keepBack }: PayoutPolicy, asset: string): bigint {
  return keepBack.find((kept) => kept.asset === asset)?.minor ?? 0n
}
