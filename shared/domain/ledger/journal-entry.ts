import type { Arrival } from '../arrival/arrival.ts'
import type { CaseKind, CaseResolution } from '../cases/case.ts'
import type { CatalogItem } from '../catalog/item.ts'
import type { DrillAct, DrillChoice, DrillKind } from '../drill/drill.ts'
import type { FinishedDrill } from '../drill/tally-scores.ts'
import type { FindingKind, TransactionSender, TransactionState } from '../look-up/look-up.ts'
import type { Invoice, InvoiceException, InvoiceStatus } from '../invoice/invoice.ts'
import type { FiatCurrency, TokenCurrency } from '../money/currency.ts'
import type { MovementOwner } from '../credit/credit-books.ts'
import type { OutboxKind } from '../outbox/outbox-call.ts'
import type { Payment, PaymentWitness } from '../payment/payment.ts'
import type { BankAccountRequest, BankProgress, BankStatus } from '../payout/bank-account.ts'
import type { PayoutProgress, PayoutRequest, PayoutStatus } from '../payout/payout.ts'
import type { RuleProgress, RuleRequest, RuleStatus } from '../payout/payout-rule.ts'
import type { AppliedRule } from '../policy/release-rule.ts'
import type { RefundProgress, RefundRequest, RefundStatus } from '../refund/refund.ts'
import type { LineItem, Adjustment, SaleTotals } from '../sale/sale.ts'
import type { Movement } from '../settlement/movement.ts'
import type { Environment, Settings, SettingsSection } from '../settings/settings.ts'
import type { StaffMember } from '../staff/role.ts'
import type { EvmAddress, Hash } from '../tokens/token.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Posting } from './posting.ts'

/** A sale as it was rung up; it never changes. */
export type Sale = Readonly<{
  id: string
  /** Counts up from 1 in one ledger; printed as `S-000001`. */
  number: number
  openedAt: number
  staffId: string
  staffName: string
  currency: FiatCurrency
  lines: readonly LineItem[]
  discount: Adjustment
  tip: Adjustment
  totals: SaleTotals
  note?: string
}>

/** What every step of an invoice records. */
export type InvoiceStep = Readonly<{
  saleId: string
  from: InvoiceStatus
  status: InvoiceStatus
  exception: InvoiceException
  verdict: Verdict
}>

/** Where a payment lost its block, or was found. */
export type PaymentStep = Readonly<{
  key: string
  invoiceId: string
  saleId: string
  chain: string
  currency: TokenCurrency
  amountMinor: bigint
  txHash: Hash
  blockNumber: number
  blockHash: Hash
}>

/** What every step of a refund records: where it stands now, and what became known with it. */
export type RefundStep = RefundProgress & Readonly<{ refundId: string; saleId: string; from: RefundStatus }>

/** What every step of a payout records: all that is known of it now. */
type PayoutStep = PayoutProgress & Readonly<{ payoutId: string; from: PayoutStatus }>

/** What every step of a bank account records: all that is known of it now. `text` names it to a person. */
type BankStep = BankProgress & Readonly<{ bankId: string; from: BankStatus; text: string; reason?: string }>

/** What every step of a rule records: all that is known of it now. `text` names it to a person. */
type RuleStep = RuleProgress & Readonly<{ id: string; from: RuleStatus; text: string; reason?: string }>

/** A receive address that a backend made ahead of any sale. */
export type PooledAddress = Readonly<{
  backend: string
  /** Whose it is there: addresses of another account are never given to a sale of this one. */
  account: string
  address: EvmAddress
  /** The network it was asked for on, and all on which the backend finds money at it, in its own words. */
  network: string
  networks: readonly string[]
  refId: string
  /** The backend's id of it. */
  addressId: string
}>

/**
 * Body of each type of journal entry. On disk, every key `minor`, `…Minor`, `numerator` or `denominator` is an integer as
 * decimal text and is a bigint here; every other number is a safe integer, save `blockSeconds`, which may have decimals.
 * Bodies hold no secret: no PIN, no hash of one, no private key.
 */
type EntryBodies = {
  'ledger.opened': Readonly<{ environment: Environment; product: string }>
  /**
   * A backup took the place of the ledger. What the replaced one had used since is never used again: sale numbers go on
   * from `saleNumberMin` and addresses from `addressIndexMin`.
   */
  'ledger.restored': Readonly<{
    entries: number
    newestHash: string
    saleNumberMin: number
    addressIndexMin: number
  }>
  'settings.changed': {
    readonly [S in SettingsSection]: Readonly<{ section: S; value: Settings[S]; reason?: string }>
  }[SettingsSection]
  'staff.added': StaffMember
  'staff.changed': StaffMember
  'staff.pinChanged': Readonly<{ staffId: string }>
  'staff.lockedOut': Readonly<{ staffId: string; until: number }>
  'setup.completed': Readonly<{ environment: Environment }>
  'catalog.saved': CatalogItem
  'catalog.removed': Readonly<{ itemId: string }>
  'catalog.imported': Readonly<{ importId: string; part: number; items: readonly CatalogItem[] }>
  'sale.opened': Sale
  /** Somebody looked a transaction up, and what that said. It is no fact about money. */
  'sale.lookedUp': Readonly<{
    saleId: string
    txHash: Hash
    finding: FindingKind
    /** Where it was found. */
    chain?: string
    sender?: TransactionSender
    /** What took its place, or used its authorization. */
    by?: Hash
    answers: readonly Readonly<{
      chain: string
      state: TransactionState['state']
      sources: readonly string[]
    }>[]
  }>
  'invoice.opened': Invoice
  'invoice.extended': Readonly<{ saleId: string; status: InvoiceStatus; expiresAt: number }>
  'invoice.detected': InvoiceStep
  'invoice.confirmed': InvoiceStep &
    Readonly<{
      used: readonly Readonly<{ paymentKey: string; currency: TokenCurrency; amountMinor: bigint }>[]
      /** The rules that let the goods go, one for each network that money was used on. */
      releasedBy?: readonly AppliedRule[]
    }>
  'invoice.settled': InvoiceStep
  'invoice.reverted': InvoiceStep & Readonly<{ reverses: number }>
  'invoice.reopened': InvoiceStep
  'invoice.expired': InvoiceStep
  'invoice.noted': InvoiceStep
  'invoice.voided': InvoiceStep & Readonly<{ reason: string }>
  'payment.detected': Omit<Payment, 'witnesses' | 'releasedBy'> & Readonly<{ saleId: string }>
  'payment.confirmed': PaymentStep & Readonly<{ releasedBy?: AppliedRule }>
  'payment.witnessed': PaymentWitness & Readonly<{ key: string; saleId: string }>
  'payment.settled': PaymentStep
  'payment.orphaned': PaymentStep
  /** Another transaction of the same sender and number took the place of one that lost its block. */
  'payment.replaced': Readonly<{
    key: string
    saleId: string
    chain: string
    txHash: Hash
    by: Hash
    sender: TransactionSender
  }>
  'arrival.recorded': Arrival
  'arrival.orphaned': Readonly<{ key: string; saleId: string; blockNumber: number; blockHash: Hash }>
  /** So many transfers that credit nothing came to one address that no more of them are recorded. */
  'arrival.capped': Readonly<{ saleId: string; recorded: number }>
  'address.pooled': PooledAddress
  /** What a backend says of a movement of money, each word once. */
  'movement.recorded': Readonly<{ movement: Movement; owner: MovementOwner }>
  'refund.requested': RefundRequest
  'refund.approved': RefundStep
  'refund.declined': RefundStep
  'refund.cancelled': RefundStep
  'refund.reserved': RefundStep
  /** The backend has it. */
  'refund.submitted': RefundStep
  'refund.broadcast': RefundStep
  'refund.confirmed': RefundStep
  'refund.failed': RefundStep
  /** It was sent, and nobody knows what became of it. */
  'refund.unknown': RefundStep
  /** It stands before its last step again: its block was lost, or it was proven never to have been taken. */
  'refund.reopened': RefundStep
  'payout.requested': PayoutRequest
  /** Another person than the one who asked; the call is in the outbox. */
  'payout.approved': PayoutStep
  'payout.cancelled': PayoutStep
  /** The backend has taken it from the balance. */
  'payout.submitted': PayoutStep
  'payout.processing': PayoutStep
  'payout.paid': PayoutStep
  'payout.failed': PayoutStep
  /** It came back, days after it was paid perhaps. */
  'payout.returned': PayoutStep
  /** It was sent, and nobody knows what became of it. */
  'payout.unknown': PayoutStep
  /** It was proven never to have been taken. */
  'payout.reopened': PayoutStep
  'bank.added': BankAccountRequest
  /** A second person agreed; the cool-off begins. */
  'bank.approved': BankStep
  'bank.declined': BankStep
  'bank.removed': BankStep
  /** What the backend's review says. */
  'bank.reviewed': BankStep
  /** The backend shows another account under its id: two people have to agree to it anew. */
  'bank.changedOutside': BankStep
  'rule.added': RuleRequest
  'rule.approved': RuleStep
  'rule.declined': RuleStep
  /** What the backend says of it. */
  'rule.reviewed': RuleStep
  'rule.ended': RuleStep
  /** A sweep was due: once for each moment, whatever came of it. */
  'rule.ran': RuleStep
  'case.opened': Readonly<{
    caseId: string
    kind: CaseKind
    saleId: string
    saleNumber: number
    things: readonly string[]
  }>
  'case.joined': Readonly<{ caseId: string; things: readonly string[] }>
  'case.reopened': Readonly<{ caseId: string; things: readonly string[] }>
  'case.assigned': Readonly<{ caseId: string; staffId: string; staffName: string }>
  'case.noted': Readonly<{ caseId: string; text: string }>
  'case.resolved': Readonly<{ caseId: string; how: CaseResolution; reason: string }>
  /** A person gave up a call that was to leave the till. */
  'outbox.givenUp': Readonly<{ callId: string; kind: OutboxKind; subject: string; reason: string }>
  /** Drills stand in the ledger of the drills and in no other. */
  'drill.started': Readonly<{ drillId: string; kind: DrillKind }>
  'drill.played': Readonly<{ drillId: string; saleId: string; act: DrillAct }>
  'drill.answered': Readonly<{ drillId: string; question: string; choice: DrillChoice; isRight: boolean }>
  'drill.finished': FinishedDrill
}

/** The type of a journal entry, such as `payment.detected`. */
export type EntryType = keyof EntryBodies

/** What an entry is about. */
export type SubjectKind =
  | 'ledger'
  | 'settings'
  | 'staff'
  | 'catalog'
  | 'sale'
  | 'case'
  | 'outbox'
  | 'drill'
  | 'account'

/**
 * An entry as a use case hands it to the ledger. `key` makes a repeat harmless: the same key with the same content returns the
 * first entry. `subject` is the sale for everything that belongs to a sale.
 */
export type NewEntry = {
  [T in EntryType]: Readonly<{
    type: T
    subject: Readonly<{ kind: SubjectKind; id: string }>
    body: EntryBodies[T]
    actor: string
    key?: string
    postings?: readonly Posting[]
  }>
}[EntryType]

/** An entry as the journal holds it: numbered, dated (milliseconds since 1970, UTC) and chained by SHA-256. */
export type JournalEntry = NewEntry &
  Readonly<{ seq: number; id: string; at: number; prev: string; hash: string }>
