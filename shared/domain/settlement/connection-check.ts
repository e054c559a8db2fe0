import type { ErrorCode } from '../../errors/codes.ts'

/** What is looked at when an account is connected, in the order in which one needs the other. */
export const checkIds = [
  'token',
  'profile',
  'balances',
  'receive',
  'events',
  'refund',
  'payOut',
  'bankAccounts',
  'rules',
] as const

/** One thing that is looked at. */
export type CheckId = (typeof checkIds)[number]

/** What was found of one of them. */
export type ConnectionCheck = Readonly<{
  id: CheckId
  /** `missing`: the credentials lack a right. `refused`: they have it, and the account may not all the same. */
  state: 'works' | 'missing' | 'refused' | 'unreachable'
  /** The rights that lack, as the account names them. */
  missing: readonly string[]
  whoMustAct: 'you' | 'support' | 'nobody'
  /** Why it does not work. */
  problem?: ErrorCode
  /** What the account said, in its own words. */
  said?: string
}>

/** Everything that was found, at one moment. No secret is in it. */
export type ConnectionTest = Readonly<{
  at: number
  checks: readonly ConnectionCheck[]
  profiles: readonly Readonly<{ id: string; nickname: string }>[]
  bankAccounts: readonly Readonly<{ bankName: string; numberTail: string; review: BankReview }>[]
}>

/** How far the review of a bank account is. */
export const bankReviews = ['pending', 'approved', 'rejected', 'unknown'] as const
/** One of them. */
export type BankReview = (typeof bankReviews)[number]

/** Without these a sale that is paid could not be credited; the others switch on one feature each. */
const needed: ReadonlySet<CheckId> = new Set(['token', 'profile', 'balances', 'receive', 'events'])

/** What stands in the way of connecting; nothing where sales can be settled. */
export function blockersOf({
  checks,
}: Readonly<{ checks: readonly Pick<ConnectionCheck, 'id' | 'state'>[] }>): readonly CheckId[] {
  const works = new Set(checks.filter(({ state }) => state === 'works').map(({ id }) => id))
  return checkIds.filter((id) => needed.has(id) && !works.has(id))
}
