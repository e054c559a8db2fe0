import { createCallMeter } from './call-meter.ts'
import type { Timers } from './timers.ts'

/**
 * The budget of calls to one endpoint: so many a second, less once it has said that they are too many. Without this a step
 * of many calls would be cut off at the same place each time, and a till behind a free plan would never catch up.
 */
export type CallPace = Readonly<{
  /** Resolves when that many calls may be sent; at once while the budget is not used up. */
  turn: (calls?: number) => Promise<void>
  /** The endpoint complained. */
  slower: () => void
  /** A whole step went through. */
  faster: () => void
  /** Calls a second that are allowed now. */
  budgetPerSecond: () => number
  callsLastMinute: () => number
  /** Lets every waiting call go on, to find that it is over. */
  release: () => void
}>

/** What a pace begins with. */
export type PaceOptions = Readonly<{
  timers: Timers
  /** Monotonic milliseconds. */
  ticks: () => number
  /** The most that is ever allowed. */
  callsPerSecond: number
  /** What the endpoint was found to allow before. */
  learnedPerSecond?: number | undefined
}>

const budgetMin = 1
const growth = 1.1
// Near the rate that was refused the budget grows slowly, so that not every tenth step is refused again.
const cautiousGrowth = 1.01
const cautiousFrom = 0.75
// An endpoint that never complained may be asked a second's worth of calls at once: a step is a burst.
const burstMs = 1_000

/** A pace within a budget. */
export function createCallPace({ timers, ticks, callsPerSecond, learnedPerSecond }: PaceOptions): CallPace {
  const waiting = new Set<() => void>()
  const meter = createCallMeter(ticks)
  let budget = Math.min(callsPerSecond, Math.max(budgetMin, learnedPerSecond ?? callsPerSecond))
  let refusedAt = Number.POSITIVE_INFINITY
  /** When the calls sent so far are paid for. */
  let paidAt = Number.NEGATIVE_INFINITY

  const waitUntil = async (at: number): Promise<void> => {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        cancel()
        waiting.delete(go)
        resolve()
      }
      const cancel = timers.after(at - ticks(), go)
      waiting.add(go)
    })
  }

  return {
    turn: async (calls = 1) => {
      const now = ticks()
      const at = Math.max(now, paidAt - (budget < callsPerSecond ? 0 : burstMs))
      paidAt = Math.max(now, paidAt) + (calls * 1000) / budget
      if (at > now) await waitUntil(at)
      meter.note(calls)
    },
    slower: () => {
      // What was really sent tells more than what was allowed.
      refusedAt = Math.max(budgetMin, Math.min(budget, meter.lastSecond()))
      budget = Math.max(budgetMin, refusedAt / 2)
    },
    faster: () => {
      const next = budget * (budget * growth < refusedAt * cautiousFrom ? growth : cautiousGrowth)
      budget = Math.min(callsPerSecond, next)
    },
    budgetPerSecond: () => budget,
    callsLastMinute: meter.lastMinute,
    release: () => {
      for (const go of waiting) go()
    },
  }
}
