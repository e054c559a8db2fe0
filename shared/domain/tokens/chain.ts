/**
 * A chain the till watches, as data. `key` is the short stable name that accounts and currencies carry (`base`).
 * `finality` says how the till learns that a block can no longer change: by the node's `finalized` tag, or, where a
 * node does not know the tag, by depth. `seconds` is how long the tag usually takes: an estimate, never a condition.
 */
export type Chain = Readonly<{
  key: string
  chainId: number
  name: string
  blockSeconds: number
  endpoints: readonly string[]
  finality: Readonly<{ tag: boolean; depth: number; seconds?: number | undefined }>
  testnet: boolean
  explorer?: string
  /** A WebSocket (`ws://`, `wss://`) on which a node announces blocks: it says when to look and nothing else. */
  wakeUrl?: string
}>

/** A block by number and hash; a number alone does not name a block. */
export type BlockRef = Readonly<{
  number: number
  hash: `0x${string}`
  parentHash: `0x${string}`
  timestamp: number
}>
