import type { FundingLabel } from '../../shared/domain/payout/funding-label.ts'
import type { BankFacts, BankReviewState } from '../../shared/domain/payout/bank-account.ts'

/** Money to send to a bank: `totalMinor`, in the units of custody and whole cents, leaves the balance; a fee is taken out of it. */
export type PayoutOrder = Readonly<{
  refId: string
  asset: string
  totalMinor: bigint
  bankAccountId: string
  memo: string
}>

/** What a backend says of a payout. It takes the money when it takes the order, and gives it back when it fails. */
export type PayoutWord = Readonly<{
  /** The backend's id of the order. */
  orderId: string
  /** A word that the till does not know is `unknown`, and never final. */
  status: 'taken' | 'processing' | 'paid' | 'failed' | 'unknown'
  statusText: string
  hold?: 'waitsForApproval' | 'underReview'
  /** Why it failed, in the backend's words. */
  explanation?: string
  /** The transfers that it is made of, as far as they are made. */
  transferIds: readonly string[]
  asset: string
  amountMinor: bigint
  feeMinor: bigint
  totalMinor: bigint
}>

/** A bank account as a backend knows it, without its number. */
export type BackendBank = BankFacts & Readonly<{ id: string; refId?: string; review: BankReviewState }>

/** Where somebody receives post. */
type MailingAddress = Readonly<{
  /** ISO 3166-1. */
  country: string
  address1?: string
  address2?: string
  city?: string
  province?: string
  zipCode?: string
}>

/** A bank account to hand in for review, with its whole number: it is kept sealed and logged nowhere. */
export type BankDetails = Readonly<{
  owner: Readonly<{ firstName: string; lastName: string } | { name: string }>
  to:
    | Readonly<{
        network: 'WIRE'
        accountNumber: string
        ownerAddress: MailingAddress
        routing: Readonly<{
          type: 'ABA' | 'SWIFT'
          number: string
          bankName: string
          bankAddress: MailingAddress
        }>
      }>
    | Readonly<{ network: 'CUBIX'; accountId: string }>
}>

/** A standing order that the backend carries out: what arrives at an address of its own goes on to the bank. */
type RuleWish = Readonly<{
  refId: string
  name: string
  asset: string
  network: string
  bankAccountId: string
}>

/** A standing order as the backend knows it. */
export type BackendRule = Readonly<{
  id: string
  refId?: string
  status: 'active' | 'pending' | 'refused' | 'deleted' | 'unknown'
  address?: string
}>

/** How dollars reach the account; without its memo, whole, they are credited late or sent back. */
export type Funding = Readonly<{
  memo: string
  lines: readonly Readonly<{ label: FundingLabel; text: string }>[]
}>

/** A way to fund the account. */
export type FundingWay = Readonly<{ network: 'WIRE'; routing: 'ABA' | 'SWIFT' } | { network: 'CUBIX' }>

/**
 * What a backend can do about banks. Whatever it is asked to make is made under a `refId` that was kept before; asking twice
 * under one is harmless.
 */
export type PayoutBackend = Readonly<{
  /** Assets that can become dollars at a bank. */
  assets: readonly string[]
  /** Characters that a bank lets a memo have. */
  memoMax: Readonly<Record<BankFacts['network'], number>>
  /**
   * Sends a payout once.
   * @throws {PosError} `backend.outcomeUnknown` when only a later look-up says, or the same call again
   */
  sendPayout: (order: PayoutOrder) => Promise<PayoutWord>
  /** The payout of a `refId`; `undefined` where the list does not show one, which it may do late. */
  findPayout: (order: Pick<PayoutOrder, 'refId' | 'asset'>) => Promise<PayoutWord | undefined>
  listBanks: () => Promise<readonly BackendBank[]>
  makeBank: (refId: string, details: BankDetails) => Promise<BackendBank>
  listRules: () => Promise<readonly BackendRule[]>
  makeRule: (wish: RuleWish) => Promise<BackendRule>
  /** Ends a rule; one that is gone already is as good as ended. */
  deleteRule: (id: string) => Promise<void>
  /** Instructions that still hold: those of the `refId`, or others of the same way that the account has. */
  funding: (refId: string, way: FundingWay) => Promise<Funding>
}>
