import type { EvmAddress, Hash } from '../tokens/token.ts'

/**
 * Who sent a transaction, and which of the sender's it is: a chain holds at most one of each number, so two transactions
 * of one sender and number replace each other. `address` pays for the transaction; the money may be of somebody else.
 */
export type TransactionSender = Readonly<{ address: EvmAddress; nonce: number }>

/** A transfer log of a transaction. `symbol` and `decimals` are the word of a contract that is on no list. */
export type MadeTransfer = Readonly<{
  token: EvmAddress
  logIndex: number
  from: EvmAddress
  to: EvmAddress
  amountMinor: bigint
  symbol?: string
  decimals?: number
}>

/**
 * A signed authorization that a transaction tried and did not use; `usedBy` is the transaction that did, where it was found.
 * @see EIP-3009; chain fact sheet 1.4: the second use ends well and moves nothing, or fails, by issuer
 */
export type TriedAuthorization = Readonly<{
  authorizer: EvmAddress
  nonce: Hash
  usedBy?: Readonly<{ txHash: Hash; blockNumber: number }>
}>

/** A transaction in a block. `blockTimestamp` is in seconds, as chains have it. */
export type MinedTransaction = Readonly<{
  state: 'mined'
  sender: TransactionSender
  blockNumber: number
  blockHash: Hash
  blockTimestamp: number
  succeeded: boolean
  /** All transfers to the shop's addresses, at most 50, and the first of the others, at most 20. */
  transfers: readonly MadeTransfer[]
  /** The network's own coin, where the transaction moved some by itself; `minor` is in its smallest unit. */
  coin?: Readonly<{ to: EvmAddress; amountMinor: bigint }>
  authorizations: readonly TriedAuthorization[]
}>

/**
 * What endpoints of one chain hold of a transaction. Where `isOvertaken` is set another transaction of the same sender and
 * number is on the chain, so that this one can never be.
 */
export type TransactionState =
  | MinedTransaction
  | Readonly<{ state: 'pending'; sender: TransactionSender; isOvertaken: boolean }>
  | Readonly<{ state: 'unknown'; sender?: TransactionSender; isOvertaken: boolean }>
  /** Two sources tell different things of it. */
  | Readonly<{ state: 'disputed' }>
  | Readonly<{ state: 'silent'; problem: string }>

/** What one chain answered: `sources` are the hosts that said so, none where it is silent. */
export type ChainWord = Readonly<{
  chain: string
  at: number
  sources: readonly string[]
  is: TransactionState
  /** What took its place, where it is overtaken and the till could find that out. */
  replacedBy?: Hash
}>

/** How much of a payment that the look-up found the till has recorded by itself. */
export type Recorded =
  /** The books hold it. */
  | Readonly<{ state: 'held'; status: 'detected' | 'confirmed' | 'settled' }>
  /** The till has not read that block yet. */
  | Readonly<{ state: 'unread'; blocksLeft: number }>
  /** The till has read past that block and holds no such payment. */
  | Readonly<{ state: 'missed' }>

/** A sale whose address a transaction pays. */
export type PaidSale = Readonly<{ saleId: string; saleNumber: number; isOwn: boolean }>

/** Money of a listed token. */
export type PaidAmount = Readonly<{ currency: string; symbol: string; decimals: number; amountMinor: bigint }>

type OnChain = Readonly<{ chain: string; blockNumber: number }>

/** What a look-up found. It is evidence for a person; no money is recorded and no goods are released by it. */
export type Finding =
  | (Readonly<{
      kind: 'paysSale'
      sale: PaidSale
      amounts: readonly PaidAmount[]
      /** Whether the sale asked for it, on that chain. */
      asked: 'yes' | 'otherToken' | 'otherChain'
      recorded: Recorded
    }> &
      OnChain)
  | (Readonly<{
      kind: 'worthless'
      sale: PaidSale
      what: 'wrongToken' | 'counterfeit' | 'zeroValue'
      symbol?: string
    }> &
      OnChain)
  | (Readonly<{ kind: 'coin'; sale: PaidSale }> & OnChain)
  | (Readonly<{ kind: 'paysElsewhere'; to: EvmAddress; more: number }> & OnChain)
  | (Readonly<{ kind: 'failed'; usedBy?: Hash; usedForSale?: PaidSale }> & OnChain)
  | (Readonly<{ kind: 'authorizationUsed'; authorizer: EvmAddress; usedBy?: Hash; usedForSale?: PaidSale }> &
      OnChain)
  | (Readonly<{ kind: 'nothingMoved' }> & OnChain)
  | Readonly<{ kind: 'pending'; chain: string }>
  | Readonly<{ kind: 'replaced'; chain: string; by?: Hash; bySale?: PaidSale }>
  | Readonly<{ kind: 'takenBack'; chain: string; sale: PaidSale }>
  | Readonly<{ kind: 'disputed'; chain: string }>
  | Readonly<{ kind: 'notFound' }>
  | Readonly<{ kind: 'cannotTell'; silent: readonly string[] }>

/** All that a look-up can find. */
export type FindingKind = Finding['kind']

/** What a look-up says, and who said it. */
export type LookUp = Readonly<{
  txHash: Hash
  /** Milliseconds since 1970, UTC. */
  at: number
  finding: Finding
  /** One for each watched chain; those that the sale offers come first. */
  words: readonly ChainWord[]
}>
