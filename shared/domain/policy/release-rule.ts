import { assertInvariant } from '../../errors/assert.ts'
import type { Chain } from '../tokens/chain.ts'

/** How deep a payment must be: a number of blocks counting its own, or the block a node calls safe or finalized. */
export type ReleaseDepth =
  | Readonly<{ kind: 'depth'; blocks: number }>
  | Readonly<{ kind: 'tag'; tag: 'safe' | 'finalized' }>

/**
 * Up to `maxAmountMinor` (minor units of the shop's currency; `undefined`: any amount) goods may leave once the payment
 * is this deep, at least `minSeconds` have passed since the till first saw it, and so many independent `sources` hold it
 * (one without it: the endpoint that delivered it).
 */
export type ReleaseRule = Readonly<{
  chain: string
  maxAmountMinor?: bigint
  require: ReleaseDepth
  minSeconds: number
  sources?: 1 | 2
}>

/** A rule as it let goods go; `settingsSeq` is the journal entry that made it the rule, 0 for what ships with the product. */
export type AppliedRule = ReleaseRule & Readonly<{ sources: 1 | 2; settingsSeq: number }>

/** The strictest rule, for a chain or an amount that no row covers: unknown risk waits for finality. */
function waitForFinality(chain: string): ReleaseRule {
  return { chain, require: { kind: 'tag', tag: 'finalized' }, minSeconds: 0 }
}

/**
 * The rule for an amount on a chain: the row with the smallest limit that still covers it, else finality.
 * @param amountMinor minor units of the currency of the rules
 */
export function selectReleaseRule(
  rules: readonly ReleaseRule[],
  chain: string,
  amountMinor: bigint,
): ReleaseRule {
  assertInvariant(amountMinor >= 0n, 'A release rule is chosen by an amount of zero or more')
  const covering = rules.filter(
    (rule) =>
      rule.chain === chain && (rule.maxAmountMinor === undefined || amountMinor <= rule.maxAmountMinor),
  )
  covering.sort((left, right) => compareLimits(left.maxAmountMinor, right.maxAmountMinor))
  return covering[0] ?? waitForFinality(chain)
}

function compareLimits(left: bigint | undefined, right: bigint | undefined): number {
  if (left === right) return 0
  if (left === undefined) return 1
  if (right === undefined) return -1
  return left < right ? -1 : 1
}

/**
 * Seconds from a payment to *Paid* under a rule, for ordering the choice of networks: one block time for each block
 * needed, never less than the rule's minimum. A tag takes the chain's usual seconds to finality where they are known,
 * else its finality depth.
 */
export function expectedReleaseSeconds(
  rule: ReleaseRule,
  chain: Pick<Chain, 'blockSeconds' | 'finality'>,
): number {
  const { blockSeconds, finality } = chain
  const deepening =
    rule.require.kind === 'depth'
      ? rule.require.blocks * blockSeconds
      : (finality.seconds ?? finality.depth * blockSeconds)
  return Math.max(rule.minSeconds, Math.ceil(deepening))
}

/** Seconds from a payment to *Paid* where the chain must be final first, because its cap leaves no room. */
export function expectedFinalitySeconds(
  rule: ReleaseRule,
  chain: Pick<Chain, 'blockSeconds' | 'finality'>,
): number {
  const final = expectedReleaseSeconds({ ...rule, require: { kind: 'tag', tag: 'finalized' } }, chain)
  return Math.max(final, expectedReleaseSeconds(rule, chain))
}
