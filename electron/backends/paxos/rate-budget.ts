import { assertInvariant } from '../../../shared/errors/assert.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'

/** Which documented limit a call counts against. */
export type RateClass = 'token' | 'withdrawal' | 'other'

/** Calls of one address at Paxos, within what it allows. */
export type RateBudget = Readonly<{
  /**
   * Counts a call.
   * @throws {PosError} `backend.rateLimited` when the budget is used up or Paxos is closed to this address
   */
  take: (kind: RateClass) => void
  /** Paxos said that it is too much: it throttles everything of this address for five minutes, so nothing is asked. */
  close: () => void
  /** When calls go out again, in milliseconds; in the past while they do. */
  openAt: () => number
}>

/** Calls a second, averaged over the window (fact sheet 1, rate limits). */
const perSecond: Readonly<Record<RateClass, number>> = { token: 1, withdrawal: 20, other: 50 }
const windowMs = 300_000
const windowSeconds = windowMs / 1_000

type Counted = Map<number, number>

/** Calls of the last five minutes. A clock that was set back begins anew. */
function countRecent(counted: Counted, second: number): number {
  let sum = 0
  for (const [each, count] of counted)
    if (each <= second - windowSeconds || each > second) counted.delete(each)
    else sum += count
  return sum
}

/**
 * A budget. Paxos counts per endpoint; everything but tokens and withdrawals is counted together here, which is stricter.
 * @param share the part of each limit that this till takes, above 0 and at most 1: tills behind one address share it
 * @param now milliseconds
 */
export function openRateBudget(share: number, now: () => number): RateBudget {
  assertInvariant(share > 0 && share <= 1, 'A share is a part of the whole', { share })
  const taken: Readonly<Record<RateClass, Counted>> = {
    token: new Map(),
    withdrawal: new Map(),
    other: new Map(),
  }
  let closedAt: number | undefined
  const closedUntil = (): number => {
    if (closedAt === undefined) return 0
    // A clock that is set back by an hour must not close Paxos for an hour.
    closedAt = Math.min(closedAt, now())
    return closedAt + windowMs
  }
  const refuse = (until: number): never => {
    throw new PosError('backend.rateLimited', 'Paxos allows no more calls for now.', { details: { until } })
  }
  return {
    take: (kind) => {
      if (now() < closedUntil()) refuse(closedUntil())
      const second = Math.floor(now() / 1_000)
      const counted = taken[kind]
      const most = Math.max(1, Math.floor(perSecond[kind] * share * windowSeconds))
      if (countRecent(counted, second) >= most)
        refuse((Math.min(...counted.keys()) + windowSeconds + 1) * 1_000)
      counted.set(second, (counted.get(second) ?? 0) + 1)
    },
    close: () => {
      closedAt = now()
    },
    openAt: closedUntil,
  }
}
