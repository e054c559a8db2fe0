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

/** A receive address that a backend made ahead of any sale. */
export type PooledAddress = Readonly<{
  backend: string
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
