import { createRpcClient, type RpcClient, type RpcClientOptions } from './rpc-client.ts'
import { openRange, type RangeLimit } from './range-limit.ts'
import type { ChainBlock } from './parse-answer.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** What the loop has learned of an endpoint's limits; plain data, so that it can be stored and given back. */
export type EndpointLimits = Readonly<{
  range: RangeLimit
  recipientsPerCall: number
  /** Calls a second it was found to allow; absent while it never complained. */
  callsPerSecond?: number
  /** Tags the endpoint did not know, and until when it is not asked for them (milliseconds since 1970). */
  tagUnknownUntil: Readonly<{ safe?: number; finalized?: number }>
}>

/** How an endpoint stands. `untried` counts as good until the first answer. */
export type Standing = 'untried' | 'good' | 'stale' | 'failing' | 'refused'

/** One endpoint of a chain with all that is known of it. Only the pool changes its standing. */
export type Endpoint = {
  readonly index: number
  readonly rpc: RpcClient
  limits: EndpointLimits
  standing: Standing
  problem: string | undefined
  /** True once its chain id was right, until its next failure. */
  isIdentified: boolean
  failures: number
  /** Answers in a row from a machine without the block. */
  behindCount: number
  /** Not asked before this; in monotonic milliseconds, so that a clock set back pauses nothing for hours. */
  retryAt: number
  /** True when the endpoint itself asked for the pause. */
  isPauseAsked: boolean
  /** True when its failure does not pass by waiting. */
  isHopeless: boolean
  /** True after it took blocks back and nobody confirmed it. */
  isLone: boolean
  /** Last answer, in monotonic milliseconds. */
  heardAt: number
  head: (ChainBlock & Readonly<{ firstSeenAt: number }>) | undefined
  latencyMs: number | undefined
  /** Failures since the start, and the last of them (milliseconds since 1970). */
  errors: number
  lastError: Readonly<{ at: number; problem: string }> | undefined
}

/** The limits of an endpoint that nothing is known of. */
function openLimits(policy: WatchPolicy): EndpointLimits {
  return {
    range: openRange(policy.rangeBlocksFirst, policy.rangeBlocksMax),
    recipientsPerCall: policy.recipientsPerCall,
    tagUnknownUntil: {},
  }
}

/**
 * An endpoint nobody has asked yet.
 * @throws {PosError} `chain.unreachable` when the address is not http or https
 */
export function createEndpoint(
  url: string,
  index: number,
  options: RpcClientOptions & Readonly<{ policy: WatchPolicy; limits?: EndpointLimits | undefined }>,
): Endpoint {
  return {
    index,
    rpc: createRpcClient(url, { ...options, learnedPerSecond: options.limits?.callsPerSecond }),
    limits: options.limits ?? openLimits(options.policy),
    standing: 'untried',
    problem: undefined,
    isIdentified: false,
    failures: 0,
    behindCount: 0,
    retryAt: 0,
    isPauseAsked: false,
    isHopeless: false,
    isLone: false,
    heardAt: Number.NEGATIVE_INFINITY,
    head: undefined,
    latencyMs: undefined,
    errors: 0,
    lastError: undefined,
  }
}

/** All that was learned of an endpoint; its budget only while it is less than every endpoint's. */
export function learnedLimits({ limits, rpc }: Endpoint, policy: WatchPolicy): EndpointLimits {
  const callsPerSecond = rpc.pace.budgetPerSecond()
  const { callsPerSecond: _, ...rest } = limits
  return callsPerSecond < policy.callsPerSecond ? { ...rest, callsPerSecond } : rest
}
