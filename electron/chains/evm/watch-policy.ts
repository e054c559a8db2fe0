/** Every limit of a chain loop in one place. Nothing in it is unbounded. */
export type WatchPolicy = Readonly<{
  /** Longest wait for a newest block; short, because the next endpoint is asked after it. */
  headTimeoutMs: number
  callTimeoutMs: number
  responseBytesMax: number
  /** Calls to one endpoint at the same moment. */
  callsAtOnce: number
  /** The budget of an endpoint that never complained: no bound on work, but on what a fault of ours could do. */
  callsPerSecond: number
  /** geth allows 1,000 topics; 200 keeps far from every provider's limit (chain fact sheet 3.1). */
  recipientsPerCall: number
  recipientsMax: number
  /** Up to this distance from the head blocks are read by hash; further behind, below finality, by ranges. */
  liveWithinBlocks: number
  /** Blocks read by hash that are applied as one step. */
  blocksPerStep: number
  /** Log queries over ranges that are read as one step, once it is known what the endpoint allows. */
  rangesPerStep: number
  rangeBlocksFirst: number
  rangeBlocksMax: number
  /** Stored hashes of the ledger's window. */
  windowBlocks: number
  /** A head is fresh for this long, or for `freshBlocks` where that is longer. */
  freshMs: number
  freshBlocks: number
  /** Three blocks without an answer are silence, but never less and never more than this. */
  graceMinMs: number
  graceMaxMs: number
  backoffFirstMs: number
  backoffMaxMs: number
  /** The longest pause an endpoint may ask for by `Retry-After`. */
  retryAfterMaxMs: number
  /** How long an endpoint that hid a transfer is not asked. */
  distrustMs: number
  /** An endpoint in reserve is asked this often whether it still follows. */
  probeMs: number
  secondLookMs: number
  /** Range calls of one second look or sweep before it yields. */
  lookPiecesMax: number
  /** Recipients of unfinished sales that catching up looks ahead for; what is left waits for the reading. */
  aheadRecipientsMax: number
  sweepMs: number
  /** What is final is compared with another endpoint this often. */
  auditMs: number
  /** A chain never read is read back at most this far. */
  firstReadMsMax: number
  tokenRecheckMs: number
  /** Tokens are asked this often whether they are paused, whether our addresses are frozen, and what they are worth. */
  tokenHealthMs: number
  healthAddressesMax: number
  /** A wake socket that says nothing for this long, or for six blocks, is taken for dead. */
  wakeSilenceMs: number
  /** An endpoint that does not know a tag is asked for it again after this. */
  tagUnknownMs: number
  /** `sighted` is called at least this often while nothing changes. */
  heartbeatMs: number
  /** How long `stop` waits for what is running before it breaks it off. */
  stopMs: number
}>

const minute = 60_000

/** The limits of the product. */
export const defaultPolicy: WatchPolicy = {
  headTimeoutMs: 5_000,
  callTimeoutMs: 10_000,
  responseBytesMax: 10 * 1024 * 1024,
  callsAtOnce: 8,
  callsPerSecond: 250,
  recipientsPerCall: 200,
  recipientsMax: 20_000,
  liveWithinBlocks: 64,
  blocksPerStep: 32,
  rangesPerStep: 32,
  rangeBlocksFirst: 2_000,
  rangeBlocksMax: 10_000,
  windowBlocks: 256,
  freshMs: minute,
  freshBlocks: 6,
  graceMinMs: 5_000,
  graceMaxMs: 30_000,
  backoffFirstMs: 500,
  backoffMaxMs: minute,
  retryAfterMaxMs: 10 * minute,
  distrustMs: 30 * minute,
  probeMs: minute,
  secondLookMs: minute,
  lookPiecesMax: 50,
  aheadRecipientsMax: 1_000,
  sweepMs: 10 * minute,
  auditMs: 10 * minute,
  firstReadMsMax: 48 * 60 * minute,
  tokenRecheckMs: minute,
  tokenHealthMs: 3 * minute,
  healthAddressesMax: 20,
  wakeSilenceMs: 30_000,
  tagUnknownMs: 10 * minute,
  heartbeatMs: 5_000,
  stopMs: 2_000,
}
