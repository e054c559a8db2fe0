import type { BlockRef, Chain } from '../../shared/domain/tokens/chain.ts'
import type { EvmAddress, Hash, Token } from '../../shared/domain/tokens/token.ts'
import type { ChainSight } from '../../shared/domain/verdict/verdict.ts'

/** One `Transfer` log of an allow-listed token to a watched address, as the chain holds it. */
export type SeenTransfer = Readonly<{
  token: EvmAddress
  txHash: Hash
  logIndex: number
  from: EvmAddress
  to: EvmAddress
  amountMinor: bigint
  block: BlockRef
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

/** What a chain loop needs of the rest of the terminal. All calls are synchronous reads of, or one transaction on, the ledger. */
export type ChainSink = Readonly<{
  /** The newest block applied; `undefined` on a chain never read. */
  cursor: (chain: string) => BlockRef | undefined
  /** Stored blocks of the unfinalized window, newest first, at most 256. */
  window: (chain: string) => readonly BlockRef[]
  /** Addresses to watch on this chain, any order; at most 20,000. */
  recipients: (chain: string) => readonly EvmAddress[]
  /** True while a payment waits for a `safe` or `finalized` block: only then the loop asks for them. */
  needsTags: (chain: string) => boolean
  /** Applies a step in one ledger transaction. */
  apply: (step: ChainStep) => void
  /** The loop knows something new: a head, a tag, silence, progress of catching up. */
  sighted: (sight: ChainSight) => void
}>

/** What one endpoint last did, for the health chips. */
export type EndpointHealth = Readonly<{
  host: string
  state: 'inUse' | 'standby' | 'stale' | 'failing' | 'refused'
  problem?: string
  latencyMs?: number
}>

/** A running watcher of one chain. */
export type ChainWatcher = Readonly<{
  chain: Chain
  sight: () => ChainSight
  endpoints: () => readonly EndpointHealth[]
  /** Runs the next step now instead of waiting: something changed that the chain should be asked about. */
  wake: () => void
  /** Sum of token balances of addresses at the newest block. */
  balancesOf: (token: Token, addresses: readonly EvmAddress[]) => Promise<bigint>
  stop: () => Promise<void>
}>
