import { setTimeout as delay } from 'node:timers/promises'
import { isPosError } from '../../../shared/errors/pos-error.ts'

/** How often a call is tried, and what it waits between tries. */
export type RetryPolicy = Readonly<{
  /** Tries in all, one or more. */
  attemptsMax: number
  /** The longest wait after the first try; it doubles with every further one. */
  firstMs: number
  longestMs: number
  /** From 0 to 1: tills that failed together do not come back together. */
  random: () => number
  wait: (ms: number) => Promise<unknown>
}>

/** Three tries within about three seconds: what takes longer is for the outbox. */
export const usualRetries: RetryPolicy = {
  attemptsMax: 3,
  firstMs: 500,
  longestMs: 4_000,
  random: Math.random,
  wait: (ms) => delay(ms),
}

/**
 * Tries work again after `backend.unavailable` only: there either nothing was sent, or nothing was to be changed. An outcome
 * that is unknown is looked up instead, and a limit is waited for. The body stays the same, so its `ref_id` does too.
 */
export async function withRetries<T>(work: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isPosError(error, 'backend.unavailable') || attempt >= policy.attemptsMax) throw error
      const longest = Math.min(policy.longestMs, policy.firstMs * 2 ** (attempt - 1))
      await policy.wait(Math.floor(policy.random() * longest))
    }
  }
}
