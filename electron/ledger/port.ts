import type { Arrival } from '../../shared/domain/arrival/arrival.ts'
import type { Case, CaseKind, CaseStatus } from '../../shared/domain/cases/case.ts'
import type { CatalogItem } from '../../shared/domain/catalog/item.ts'
import type { Invoice, InvoiceException, InvoiceStatus } from '../../shared/domain/invoice/invoice.ts'
import type {
  EntryType,
  JournalEntry,
  NewEntry,
  PooledAddress,
  Sale,
  SubjectKind,
} from '../../shared/domain/ledger/journal-entry.ts'
import type { Posting } from '../../shared/domain/ledger/posting.ts'
import type {
  NewOutboxCall,
  OutboxCall,
  OutboxKind,
  OutboxSummary,
} from '../../shared/domain/outbox/outbox-call.ts'
import type { Payment } from '../../shared/domain/payment/payment.ts'
import type { BankAccount } from '../../shared/domain/payout/bank-account.ts'
import type { Payout, PayoutStatus } from '../../shared/domain/payout/payout.ts'
import type { PayoutRule } from '../../shared/domain/payout/payout-rule.ts'
import type { Refund, RefundStatus } from '../../shared/domain/refund/refund.ts'
import type { MovementOwner } from '../../shared/domain/credit/credit-books.ts'
import type { Movement } from '../../shared/domain/settlement/movement.ts'
import type { Settings, SettingsSection } from '../../shared/domain/settings/settings.ts'
import type { StaffMember } from '../../shared/domain/staff/role.ts'
import type { BlockRef } from '../../shared/domain/tokens/chain.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { Answer } from '../../shared/domain/verdict/verdict.ts'

/** A sale with its invoice and payments, as the read tables hold them. */
export type SaleFacts = Readonly<{ sale: Sale; invoice: Invoice; payments: readonly Payment[]; seq: number }>

/** A row of the list of sales; the same shape as the contract's `SaleSummary`. */
export type SaleRow = Readonly<{
  saleId: string
  number: number
  openedAt: number
  staffName: string
  currency: Sale['currency']
  totalMinor: bigint
  itemsText: string
  status: InvoiceStatus
  exception: InvoiceException
  answer: Answer
  paidWith?: string
  seq: number
}>

/** Filters of the list of sales; absent means any. */
export type SaleQuery = Readonly<{
  /** A number (`S-000012`, `12`), an amount (`12.50`), an address, a transaction hash, or words of an item or note. */
  search?: string | undefined
  status?: readonly InvoiceStatus[] | undefined
  exception?: readonly InvoiceException[] | undefined
  paidWith?: string | undefined
  /** Opened at or after, by the date of the journal entry, which never goes backwards. */
  from?: number | undefined
  /** Opened before, by the same date. */
  to?: number | undefined
  amountMinor?: bigint | undefined
  /** Below this number: that of the last sale of the page before. */
  before?: number | undefined
  limit: number
}>

/** Which cases are meant; absent means any, and an owner of `null` those that nobody takes care of. */
export type CaseFilter = Readonly<{
  status: CaseStatus
  kind?: CaseKind | undefined
  ownerId?: string | null | undefined
  saleId?: string | undefined
  /** Only cases opened after this journal entry. */
  since?: number | undefined
}>

/** A page of cases. `after` is the `next` of the page before. */
export type CaseQuery = CaseFilter & Readonly<{ after?: number | undefined; limit: number }>

/** Cases in the order of their list; `next` is set as long as there are more. */
export type CasePage = Readonly<{ cases: readonly Case[]; next?: number }>

/** The newest word of a backend about a movement, and the entries that hold it and its first one. */
export type RecordedMovement = Readonly<{
  movement: Movement
  owner: MovementOwner
  seq: number
  firstSeq: number
}>

/** Which queued calls are meant: those that have not ended, oldest first, or those that have, newest first. */
type QueuedQuery = Readonly<{ ended: boolean; after?: number | undefined; limit: number }>

/** A page of queued calls; `next` is set as long as there are more. */
type QueuedPage = Readonly<{ calls: readonly OutboxCall[]; next?: number }>

/** Reads of the ledger. All are synchronous and see one consistent state. */
export type LedgerReader = Readonly<{
  /** The newest entry; seq 0 and an empty hash before the first. */
  head: () => Readonly<{ seq: number; hash: string; at: number }>
  /** Entries after a number, oldest first, at most 10,000. */
  entriesAfter: (seq: number, limit: number) => readonly JournalEntry[]
  /** Entries of one subject, oldest first, at most 10,000. */
  entriesOf: (kind: SubjectKind, id: string, limit: number) => readonly JournalEntry[]
  /** The newest entry of one type about a subject, however many others there are. */
  newestOf: <T extends EntryType>(
    kind: SubjectKind,
    id: string,
    type: T,
  ) => Extract<JournalEntry, Readonly<{ type: T }>> | undefined
  /** Entries about some kinds of subjects after a number, oldest first; quick in a journal full of sales. */
  entriesAbout: (kinds: readonly SubjectKind[], after: number, limit: number) => readonly JournalEntry[]
  findByKey: (key: string) => JournalEntry | undefined
  postingsOf: (seq: number) => readonly Posting[]
  /** The postings of all entries about one subject, in their order. */
  postingsAbout: (kind: SubjectKind, id: string) => readonly Posting[]
  /** Balances of all accounts that ever had a posting. */
  balances: () => readonly Posting[]
  /** Sections that were ever set. */
  settings: () => Partial<Settings>
  /** The entry that set a section last; 0 for one that was never set. */
  settingsSeq: (section: SettingsSection) => number
  staff: () => readonly StaffMember[]
  pinHash: (staffId: string) => string | undefined
  findSale: (saleId: string) => SaleFacts | undefined
  findSaleByAddress: (address: EvmAddress) => string | undefined
  findSaleRow: (saleId: string) => SaleRow | undefined
  /**
   * A page of sales, newest first, and how many match without `before`. The total of status, exception, token and time is
   * exact; that of a search or an amount is exact up to 1,000, and stays there however many more there are.
   */
  listSales: (query: SaleQuery) => Readonly<{ sales: readonly SaleRow[]; total: number }>
  /** Sales whose invoice is open, detected or confirmed, or that hold an unsettled payment; newest first. */
  listUnfinishedSales: (limit: number) => readonly string[]
  /** Receive addresses of invoices that are unfinished or were opened after `since`. */
  listWatchedAddresses: (since: number) => readonly EvmAddress[]
  /** Whether a sale was ever recognised in the books, whatever became of it. */
  wasRecognised: (saleId: string) => boolean
  /** Transfers to a sale's address that credit nothing, in the order they were found. */
  arrivalsOf: (saleId: string) => readonly Arrival[]
  /** Arrivals of a chain in blocks after a number, as long as that chain holds them. */
  arrivalsAbove: (chain: string, blockNumber: number) => readonly Arrival[]
  findCase: (caseId: string) => Case | undefined
  casesOf: (saleId: string) => readonly Case[]
  /** Open cases oldest first; resolved ones, those resolved last first. */
  listCases: (query: CaseQuery) => CasePage
  countCases: (filter: CaseFilter) => number
  nextSaleNumber: () => number
  /** The lowest receive index never used. */
  nextAddressIndex: () => number
  /** Receive addresses of sales, newest first. */
  usedAddresses: (limit: number) => readonly EvmAddress[]
  /** Items in the order of their names that hold a word beginning with each word typed; `after` is the `next` before. */
  searchCatalog: (
    query: Readonly<{
      search?: string | undefined
      category?: string | undefined
      after?: string | undefined
      limit: number
    }>,
  ) => Readonly<{ items: readonly CatalogItem[]; next?: string; total: number }>
  catalogCategories: () => readonly Readonly<{ name: string; items: number }>[]
  findItem: (itemId: string) => CatalogItem | undefined
  findItemByBarcode: (barcode: string) => CatalogItem | undefined
  /** Receive addresses made ahead that no sale has taken, those made first first. */
  freeAddresses: (
    backend: string,
    account: string,
    network: string,
    limit: number,
  ) => readonly PooledAddress[]
  countFreeAddresses: (backend: string, account: string, network: string) => number
  findPooledAddress: (address: EvmAddress) => PooledAddress | undefined
  findPooledByRef: (refId: string) => PooledAddress | undefined
  findMovement: (backend: string, id: string) => RecordedMovement | undefined
  /** What a backend said of a sale's money, in the order it was first said. */
  movementsOf: (saleId: string) => readonly RecordedMovement[]
  /** All movements of a backend, newest first; `before` is the `firstSeq` of the last of the page before. */
  listMovements: (
    backend: string,
    query: Readonly<{ before?: number | undefined; limit: number }>,
  ) => readonly RecordedMovement[]
  /** Movements that are neither completed nor failed, oldest first. */
  listUnfinishedMovements: (backend: string, limit: number) => readonly RecordedMovement[]
  findRefund: (refundId: string) => Refund | undefined
  findRefundByRef: (refId: string) => Refund | undefined
  findRefundByTransfer: (transferId: string) => Refund | undefined
  /** Refunds of a sale, in the order they were asked for. */
  refundsOf: (saleId: string) => readonly Refund[]
  /** A page of refunds, newest first; `before` is the number of the last of the page before. */
  listRefunds: (
    query: Readonly<{
      statuses?: readonly RefundStatus[] | undefined
      before?: number | undefined
      limit: number
    }>,
  ) => readonly Refund[]
  nextRefundNumber: () => number
  findPayout: (payoutId: string) => Payout | undefined
  findPayoutByRef: (refId: string) => Payout | undefined
  findPayoutByTransfer: (transferId: string) => Payout | undefined
  /** The payout whose memo this is, without regard to case. */
  findPayoutByMemo: (memo: string) => Payout | undefined
  /** A page of payouts, newest first; `before` is the number of the last of the page before. */
  listPayouts: (
    query: Readonly<{
      statuses?: readonly PayoutStatus[] | undefined
      before?: number | undefined
      limit: number
    }>,
  ) => readonly Payout[]
  nextPayoutNumber: () => number
  /** Whether a payout of a rule is asked for, promised or on its way. */
  hasOpenPayoutOf: (ruleId: string) => boolean
  findBank: (bankId: string) => BankAccount | undefined
  /** Bank accounts of a backend, those added first first; those that were declined or removed too. */
  listBanks: (backend: string) => readonly BankAccount[]
  findRule: (ruleId: string) => PayoutRule | undefined
  /** Standing orders at a backend, those added first first; those that have ended too. */
  listRules: (backend: string) => readonly PayoutRule[]
  chainCursor: (chain: string) => BlockRef | undefined
  /** Stored blocks of a chain, newest first. */
  chainWindow: (chain: string, limit: number) => readonly BlockRef[]
  /** Small durable facts that are no history: which changes an owner has seen, import progress. */
  findNote: (key: string) => string | undefined
  findQueued: (id: string) => OutboxCall | undefined
  listQueued: (query: QueuedQuery) => QueuedPage
  countQueued: () => OutboxSummary
  /** The call that all others of its subject wait for: the first that has not ended. */
  firstQueuedOf: (subject: string) => OutboxCall | undefined
  /** Calls of these kinds that may be sent now, at most one of each subject, those that are due longest first. */
  listSendable: (
    query: Readonly<{ kinds: readonly OutboxKind[]; now: number; limit: number }>,
  ) => readonly OutboxCall[]
  /** When the next call of these kinds may be sent. */
  nextSendableAt: (kinds: readonly OutboxKind[]) => number | undefined
  /** Calls whose try is under way, or was when the till stopped. */
  listSending: () => readonly OutboxCall[]
}>

/** One transaction: reads see its own writes; all of it is kept or nothing. */
export type LedgerTransaction = LedgerReader &
  Readonly<{
    /**
     * Appends an entry, writes its postings and updates the read tables.
     * @returns the entry; `repeated` when the same key with the same content was there before, and nothing was written
     * @throws {PosError} `ledger.keyConflict`, `ledger.unbalanced`
     */
    append: (entry: NewEntry) => Readonly<{ entry: JournalEntry; repeated: boolean }>
    savePinHash: (staffId: string, hash: string) => void
    /** Forgets stored blocks above a number and remembers new ones; keeps the newest 256 and moves the cursor. */
    moveChain: (
      chain: string,
      move: Readonly<{ rewoundTo?: number; blocks: readonly BlockRef[]; cursor: BlockRef }>,
    ) => void
    /** Forgets where the loop of a chain stands: the chain began anew, and is read as one never read. */
    forgetChain: (chain: string) => void
    saveNote: (key: string, value: string) => void
    /**
     * Queues a call that leaves the till once this transaction is kept; the same id with the same content twice is one.
     * @throws {PosError} `ledger.keyConflict` for other content, `outbox.full`
     */
    enqueue: (call: NewOutboxCall) => void
    /** Calls off what has certainly never left. @returns false for a call that was tried, has ended or is unknown */
    cancelQueued: (id: string) => boolean
    /** Keeps where a call stands; what it is never changes. For the outbox alone. */
    saveQueued: (call: OutboxCall) => void
  }>

/** What `verify` found; `problem` names the first broken entry. */
export type VerifyReport = Readonly<{
  ok: boolean
  entries: number
  postings: number
  newestHash: string
  problem?: string
}>

/** The open ledger of one environment: a single writer behind an exclusive lock. */
export type Ledger = LedgerReader &
  Readonly<{
    /**
     * Runs work in one transaction, synced to disk before it returns.
     * @throws {PosError} `ledger.diskFull` when nothing could be kept; the ledger stays readable
     */
    transact: <T>(work: (transaction: LedgerTransaction) => T) => T
    /** Calls back after each commit with its entries, in order. */
    onCommitted: (listener: (entries: readonly JournalEntry[]) => void) => () => void
    /** Calls back after each commit that queued a call or changed where one stands. */
    onQueueChanged: (listener: () => void) => () => void
    /** Writes a consistent copy while selling goes on. */
    backup: (file: string) => Promise<Readonly<{ entries: number; newestHash: string; bytes: number }>>
    verify: () => VerifyReport
    /** The same proof in small steps, so that selling goes on beside it. */
    verifyGently: () => Promise<VerifyReport>
    /** How far the clock stands before the newest entry, in milliseconds; zero when it is right. */
    clockBehindMs: () => number
    isDiskFull: () => boolean
    close: () => void
  }>
