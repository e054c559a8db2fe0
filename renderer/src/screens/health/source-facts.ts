import type { ChainHealth, SourceHealth } from './health-view.ts'

/** What a row of the table says of a source, computed from what it last said. */
export type SourceFacts = Readonly<{
  isUsable: boolean
  /** How old its newest block was when it was last heard: a source in reserve is not asked all the time. */
  headAgeMs?: number
  /** Blocks behind the best source, where both were heard at about the same time. */
  lagBlocks?: number
  heardAgoMs?: number
  /** Until it is asked again, while its breaker is open. */
  retryInMs?: number
  budgetPerMinute: number
  /** Calls of the last minute as a part of the budget, 0 to 1. */
  usedPart: number
}>

/** Two answers further apart than this tell nothing about who is behind. */
const togetherMs = 5_000

function lagOf(source: SourceHealth, others: readonly SourceHealth[]): number | undefined {
  const { headNumber, lastHeardAt } = source
  if (headNumber === undefined || lastHeardAt === undefined) return undefined
  const heads = others.flatMap((other) =>
    other.headNumber !== undefined && Math.abs((other.lastHeardAt ?? 0) - lastHeardAt) <= togetherMs
      ? [other.headNumber]
      : [],
  )
  const lag = Math.max(0, ...heads.map((head) => head - headNumber))
  return lag === 0 ? undefined : lag
}

/**
 * @param at when the till said so, by its clock
 * @param now this moment, by the clock of the till
 */
export function sourceFacts(
  source: SourceHealth,
  chain: Pick<ChainHealth, 'endpoints'>,
  { at, now }: Readonly<{ at: number; now: number }>,
): SourceFacts {
  const { headAgeMs, lastHeardAt, pausedUntil, breaker } = source
  const lagBlocks = lagOf(source, chain.endpoints)
  const budgetPerMinute = Math.round(source.budgetPerSecond * 60)
  return {
    isUsable: source.state === 'inUse' || source.state === 'standby',
    ...(headAgeMs === undefined
      ? {}
      : { headAgeMs: Math.max(0, headAgeMs - (lastHeardAt === undefined ? 0 : at - lastHeardAt)) }),
    ...(lagBlocks === undefined ? {} : { lagBlocks }),
    ...(lastHeardAt === undefined ? {} : { heardAgoMs: Math.max(0, now - lastHeardAt) }),
    ...(breaker === 'open' && pausedUntil !== undefined ? { retryInMs: Math.max(0, pausedUntil - now) } : {}),
    budgetPerMinute,
    usedPart: Math.min(1, source.callsLastMinute / budgetPerMinute),
  }
}
