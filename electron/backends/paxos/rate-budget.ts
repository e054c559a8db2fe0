import { PosError } from '../../../shared/errors/pos-error.ts'

/** Which documented limit a call counts against. */
export type RateClass = 'token' | 'withdrawal' | 'other'

/** Calls of one host, within what Paxos allows one IP address. */
export type RateBudget = Readonly<{
  /**
   * Counts a call.
   * @throws {PosError} `backend.rateLimited` when the budget is used up or the host is closed
   */
  take: (kind: RateClass) => void
  /** Paxos said that it is too much: it throttles everything of this address for five minutes, so nothing is asked. */
  close: () => void
  /** When the host is open again, in milliseconds; in the past while it is open. */
  openAt: () => number
}>

/** Calls a second, averaged over the window (fact sheet 1, rate limits). */
const perSecond: Readonly<Record<RateClass, number>> = { token: 1, withdrawal: 20, other: 50 }
const windowMs = 300_000

/**
 * A budget. Several tills behind one address share what Paxos allows it.
 * @param share the part of each limit that this till takes, above 0 and at most 1
 * @param now milliseconds
 */
export function openRateBudget(share: number, now: () => number): RateBudget {
  const taken: Record<RateClass, number[]> = { token: [], withdrawal: [], other: [] }
  let closedUntil = Number.NEGATIVE_INFINITY
  const refuse = (until: number): never => {
    throw new PosError('backend.rateLimited', 'Paxos allows no more calls for now.', { details: { until } })
  }
  return {
    take: (kind) => {
      const at = now()
      if (at < closedUntil) refuse(closedUntil)
      const recent = taken[kind].filter((moment) => moment > at - windowMs)
      const [oldest] = recent
      const most = Math.max(1, Math.floor((perSecond[kind] * share * windowMs) / 1000))
      if (oldest !== undefined && recent.length >= most) refuse(oldest + windowMs)
      taken[kind] = [...recent, at]
    },
    close: () => {
      closedUntil = Math.max(closedUntil, now() + windowMs)
    },
    openAt: () => closedUntil,
  }
}
