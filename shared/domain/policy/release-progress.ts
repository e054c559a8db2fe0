import type { Payment } from '../payment/payment.ts'
import type { Chain } from '../tokens/chain.ts'
import type { ChainSight } from '../verdict/verdict.ts'
import type { ReleaseRule } from './release-rule.ts'
import type { ReleaseWait } from './release-wait.ts'

/** The parts of a chain that release and finality depend on, and who can be asked about a payment on it. */
export type ChainTiming = Pick<Chain, 'blockSeconds' | 'finality'> &
  Partial<Pick<Chain, 'testnet' | 'endpoints'>>

/** Whether goods may leave on the strength of one payment, and if not, in how many seconds at the earliest. */
export type ReleaseProgress = Readonly<{ released: boolean; secondsLeft: number; wait?: ReleaseWait }>

/** Blocks on top of a payment counting its own; zero while its block is above what was read. */
export function depthOf(payment: Payment, sight: ChainSight | undefined): number {
  const readUpTo = sight?.readUpTo?.number
  return readUpTo === undefined ? 0 : Math.max(0, readUpTo - payment.blockNumber + 1)
}

function taggedNumber(sight: ChainSight | undefined, tag: 'safe' | 'finalized'): number | undefined {
  return tag === 'safe' ? (sight?.safeNumber ?? sight?.finalizedNumber) : sight?.finalizedNumber
}

/** True once the payment's block can no longer change: by the node's tag, or by depth where the chain has no tag. */
export function isFinal(payment: Payment, sight: ChainSight | undefined, chain: ChainTiming): boolean {
  const finalized = sight?.finalizedNumber
  // A node that does not know the tag must not keep money in clearing for ever: the chain's depth is as final.
  if (!chain.finality.tag || finalized === undefined) return depthOf(payment, sight) >= chain.finality.depth
  return payment.blockNumber <= finalized && depthOf(payment, sight) > 0
}

/** Seconds until a payment is deep enough, as an estimate for the clock on the screen; never a condition. */
function estimateSeconds(
  rule: ReleaseRule,
  depth: number,
  elapsedSeconds: number,
  chain: ChainTiming,
): number {
  const { blockSeconds, finality } = chain
  if (rule.require.kind === 'tag' && finality.seconds !== undefined)
    return Math.max(Math.ceil(blockSeconds), finality.seconds - elapsedSeconds)
  const blocks = rule.require.kind === 'depth' ? rule.require.blocks : finality.depth
  return Math.ceil(Math.max(1, blocks - depth) * blockSeconds)
}

/**
 * How far one payment is on the way to release.
 * A tag that a node does not know falls back to the chain's finality depth, never to less. Minimum seconds are there to
 * let the chain contradict itself, so they do not end while the chain is silent.
 * @param now milliseconds since 1970, UTC; a clock set back counts as no time passed
 */
export function releaseProgress(
  payment: Payment,
  rule: ReleaseRule,
  sight: ChainSight | undefined,
  chain: ChainTiming,
  now: number,
): ReleaseProgress {
  const depth = depthOf(payment, sight)
  const elapsedSeconds = Math.floor(Math.max(0, now - payment.detectedAt) / 1000)
  const isUnheard = rule.minSeconds > 0 && sight?.state === 'silent'
  const wait = Math.max(isUnheard ? 1 : 0, rule.minSeconds - elapsedSeconds)
  const tagged = rule.require.kind === 'tag' ? taggedNumber(sight, rule.require.tag) : undefined
  const blocks = rule.require.kind === 'depth' ? rule.require.blocks : chain.finality.depth
  const deepEnough = tagged === undefined ? depth >= blocks : payment.blockNumber <= tagged && depth > 0
  if (deepEnough && wait === 0) return { released: true, secondsLeft: 0 }
  const deepening = deepEnough ? 0 : estimateSeconds(rule, depth, elapsedSeconds, chain)
  const seconds = Math.max(wait, deepening)
  if (wait >= deepening) return { released: false, secondsLeft: seconds, wait: { cause: 'seconds', seconds } }
  const cause = rule.require.kind
  const blocksLeft = cause === 'depth' ? { blocksLeft: blocks - depth } : {}
  return { released: false, secondsLeft: seconds, wait: { cause, seconds, ...blocksLeft } }
}
