import type { Clock } from '../../platform/clock.ts'
import { openAccessTokens, type AccessTokens } from './access-token.ts'
import { createPaxosCall, type PaxosCall } from './paxos-call.ts'
import { openRateBudget, type RateBudget } from './rate-budget.ts'
import { askForToken, type Credentials } from './token-endpoint.ts'

/** Where a Paxos is reached, and by whom. `share` is the part of its limits that this till takes. */
export type PaxosOptions = Readonly<{
  apiUrl: string
  tokenUrl: string
  credentials: Credentials
  clock: Clock
  share?: number
  timeoutMs?: number
}>

/** A Paxos that can be called. */
export type Paxos = Readonly<{ call: PaxosCall; tokens: AccessTokens; budget: RateBudget }>

const usualTimeoutMs = 15_000

/** Opens a client; nothing is asked until the first call. */
export function openPaxos({
  apiUrl,
  tokenUrl,
  credentials,
  clock,
  share = 1,
  timeoutMs = usualTimeoutMs,
}: PaxosOptions): Paxos {
  const budget = openRateBudget(share, clock.now)
  const tokens = openAccessTokens(() => askForToken({ tokenUrl, credentials, budget, timeoutMs }), clock.now)
  return { call: createPaxosCall({ apiUrl, tokens, budget, timeoutMs }), tokens, budget }
}
