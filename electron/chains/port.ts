import type { TokenCurrency } from '../../shared/domain/money/currency.ts'
import type { BlockRef, Chain } from '../../shared/domain/tokens/chain.ts'
import type { EvmAddress, Hash, Token } from '../../shared/domain/tokens/token.ts'
import type { ChainWord, TransactionSender } from '../../shared/domain/look-up/look-up.ts'
import type { AddressWord } from '../../shared/domain/refund/address-words.ts'
import type { ChainSight } from '../../shared/domain/verdict/verdict.ts'

/**
 * One `Transfer` log to a watched address, as the chain holds it, of whatever contract. `says` is what an unlisted contract
 * calls itself, where it could be asked in time.
 */
export type SeenTransfer = Readonly<{
  token: EvmAddress
  txHash: Hash
  logIndex: number
  from: EvmAddress
  to: EvmAddress
  amountMinor: bigint
  block: BlockRef
  /** Set where the contract is not on the list: its logs are claims of a stranger. */
  isForeign?: true
  says?: Readonly<{ symbol?: string; decimals?: number }>
}>

/**
 * One step of a chain loop, to be applied whole or not at all: blocks above `rewoundTo` are gone, `blocks` are new in
 * the window of hashes, `cursor` is the newest block whose transfers are known, `transfers` are those found on the way.
 */
export type ChainStep = Readonly<{
  chain: string
  rewoundTo?: BlockRef
  blocks: readonly BlockRef[]
  cursor: BlockRef
  transfers: readonly SeenTransfer[]
  /** Host of the endpoint that answered every call of this step. */
  source: string
  at: number
}>

/** How far a chain was audited, and what the ledger holds of it. Reads and transactions of the ledger. */
export type AuditBook = Readonly<{
  /** The newest block whose transfers were compared; `undefined` before the first audit. */
  upTo: (chain: string) => number | undefined
  /** Payments of the ledger that stand in these blocks, both ends included. */
  held: (chain: string, fromBlock: number, toBlock: number) => readonly DeliveredTransfer[]
  done: (chain: string, upTo: number) => void
  /** An endpoint denies what the ledger holds, in a block that it calls final. */
  contradicted: (chain: string, transfer: DeliveredTransfer, answer: WitnessAnswer) => void
  /** Money that an issuer took from our addresses. The same may be told twice. */
  wiped: (chain: string, transfers: readonly SeenTransfer[], source: string) => void
}>

/** An address whose sale is not finished, and when that was opened (milliseconds since 1970, UTC). */
export type UrgentRecipient = Readonly<{ address: EvmAddress; openedAt: number }>

/** What a chain loop needs of the rest of the terminal. All calls are synchronous reads of, or one transaction on, the ledger. */
export type ChainSink = Readonly<{
  /** The newest block applied; `undefined` on a chain never read. */
  cursor: (chain: string) => BlockRef | undefined
  /** Stored blocks of the unfinalized window, newest first, at most 256. */
  window: (chain: string) => readonly BlockRef[]
  /** Addresses to watch on this chain, any order; at most 20,000. */
  recipients: (chain: string) => readonly EvmAddress[]
  /**
   * Addresses of invoices closed long ago: swept every ten minutes instead of at each block, any order, at most 20,000.
   * Without it none are swept.
   */
  sweptRecipients?: (chain: string) => readonly EvmAddress[]
  /**
   * Addresses somebody is waiting at, newest sale first, at most 20,000: catching up looks for their money before it has
   * read everything in between. Without it there is no looking ahead.
   */
  urgentRecipients?: (chain: string) => readonly UrgentRecipient[]
  /**
   * Addresses that customers pay to now or will next: the next one to be used, then those of unfinished sales, newest
   * first. Whether an issuer has frozen them is asked of the first few; of none without it.
   */
  receiveAddresses?: (chain: string) => readonly EvmAddress[]
  /**
   * When the oldest address that is still watched was made, in milliseconds since 1970: a chain never read starts at
   * that instant, so that money sent while the till had no network is found. `undefined`: start at the newest block.
   */
  watchedSince?: (chain: string) => number | undefined
  /** True while a payment waits for a `safe` or `finalized` block: only then the loop asks for them. */
  needsTags: (chain: string) => boolean
  /**
   * Applies a step in one ledger transaction. A second look may bring transfers of blocks that were read before: then
   * `blocks` is empty, `cursor` is the present one, and a transfer already known in its block is nothing new. A look
   * ahead brings transfers of final blocks above the cursor in the same form: they stand only if reading finds them too.
   */
  apply: (step: ChainStep) => void
  /** Without it final blocks are not audited. */
  audit?: AuditBook | undefined
  /** The loop knows something new: a head, a tag, silence, progress of catching up. */
  sighted: (sight: ChainSight) => void
}>

/** A transfer as one endpoint delivered it; `blockHash` is the block it was in then. */
export type DeliveredTransfer = Readonly<{
  txHash: Hash
  logIndex: number
  blockHash: Hash
  blockNumber: number
  token: EvmAddress
  from: EvmAddress
  to: EvmAddress
  amountMinor: bigint
}>

/**
 * What another endpoint holds: exactly that log in exactly that block (`same`), no such log in that block (`missing`), or
 * another block of that number, or another log in its place (`different`).
 */
export type WitnessAnswer = Readonly<{ source: string; says: 'same' | 'missing' | 'different' }>

/** A question about one transaction. `sender` is who sent it, where the till has seen it before. */
export type TransactionQuestion = Readonly<{
  txHash: Hash
  sender?: TransactionSender | undefined
  /** True for receive addresses of the shop. */
  isOurs: (address: EvmAddress) => boolean
}>

/** What the endpoints of a chain hold of a transaction. */
export type TransactionAnswer = Pick<ChainWord, 'at' | 'sources' | 'is'>

/** What an endpoint is used for: it reads the blocks, gave the last second opinion, or did the last audit. */
export type EndpointRole = 'reads' | 'secondOpinion' | 'audit'

/** What one endpoint last did. Counts begin with the start of the watch; instants are milliseconds since 1970. */
export type EndpointHealth = Readonly<{
  host: string
  state: 'inUse' | 'standby' | 'stale' | 'failing' | 'refused'
  problem?: string
  latencyMs?: number
  roles: readonly EndpointRole[]
  /** `open`: not asked until `pausedUntil`; `halfOpen`: the next answer decides. */
  breaker: 'closed' | 'open' | 'halfOpen'
  pausedUntil?: number
  headNumber?: number
  headAgeMs?: number
  lastHeardAt?: number
  errors: number
  lastError?: Readonly<{ at: number; problem: string }>
  callsLastMinute: number
  budgetPerSecond: number
  learned: Readonly<{ rangeBlocks: number; recipientsPerCall: number }>
}>

/** What the audits of a chain have found since the start; the last one ended at `upTo`. */
export type AuditReport = Readonly<{
  upTo: number
  at: number
  source: string
  /** False where the only endpoint audited itself. */
  independent: boolean
  found: number
  contradicted: number
}>

/** Where catching up began; the instant is milliseconds since 1970. */
export type CatchUp = Readonly<{ fromNumber: number; since: number }>

/** The socket that says when to look; `silent` while it is down or says nothing, which slows nothing but the wake. */
export type WakeReport = Readonly<{
  host: string
  state: 'connecting' | 'listening' | 'silent'
  lastHeardAt?: number
  problem?: string
}>

/** What a watcher does beside reading blocks. */
export type WatchReport = Readonly<{ audit?: AuditReport; catchUp?: CatchUp; wake?: WakeReport }>

/** A token that is left out because its contract is not what the list says. */
export type TokenProblem = Readonly<{ currency: TokenCurrency; problem: string }>

/** An address, the list of sanctioned ones on this chain, and the tokens whose issuers may have frozen it. */
export type AddressQuestion = Readonly<{
  address: EvmAddress
  sanctionsList: EvmAddress | undefined
  tokens: readonly EvmAddress[]
}>

/** What the endpoints that answered say of an address; the instant is milliseconds since 1970. */
export type AddressAnswer = Readonly<{ at: number; words: readonly AddressWord[] }>

/** A running watcher of one chain. */
export type ChainWatcher = Readonly<{
  chain: Chain
  sight: () => ChainSight
  endpoints: () => readonly EndpointHealth[]
  report: () => WatchReport
  /** Tokens that are not watched, with the reason; a token that could not be checked yet is not among them. */
  tokenProblems: () => readonly TokenProblem[]
  /** Runs the next step now instead of waiting: something changed that the chain should be asked about. */
  wake: () => void
  /**
   * Sum of token balances of at most 20,000 addresses, all at the same newest block.
   * @throws {PosError} `chain.*` when no endpoint answers
   */
  balancesOf: (token: Token, addresses: readonly EvmAddress[]) => Promise<bigint>
  /**
   * Asks an endpoint about a transfer that a host delivered: another one, run by somebody else. With `host` that one is
   * asked and no other: who denied a payment before is who can take it back.
   * @returns `undefined` when there is none, or none that has the block yet: ask again later
   */
  witness: (transfer: DeliveredTransfer, notHost: string, host?: string) => Promise<WitnessAnswer | undefined>
  /** Looks one transaction up at up to two endpoints; it never throws for what a chain did, and records nothing. */
  lookUp: (question: TransactionQuestion) => Promise<TransactionAnswer>
  /** What an address is; it never throws for what a chain did, and records nothing. */
  askAddress: (question: AddressQuestion) => Promise<AddressAnswer>
  /** Who sent a transaction; `undefined` where no endpoint has it now. */
  senderOf: (txHash: Hash) => Promise<TransactionSender | undefined>
  stop: () => Promise<void>
}>
