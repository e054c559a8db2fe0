import type { Clock } from '../../platform/clock.ts'
import { silentLog, type Log } from '../../platform/log.ts'
import { openAccessTokens, type AccessTokens } from './access-token.ts'
import { requireSafeHosts, type PaxosHosts } from './hosts.ts'
import { createPaxosCall, type PaxosCall } from './paxos-call.ts'
import { openRateBudget, type RateBudget } from './rate-budget.ts'
import { createRequestSigner, type SigningKey } from './request-signing.ts'
import { usualRetries, type RetryPolicy } from './retry.ts'
import { askForToken, type Credentials, type TokenGrant } from './token-endpoint.ts'

/** Where a Paxos is reached, and by whom. `share` is the part of its limits that this till takes. */
export type PaxosOptions = PaxosHosts &
  Readonly<{
    credentials: Credentials
    clock: Clock
    log?: Log
    share?: number
    timeoutMs?: number
    retries?: RetryPolicy
    /** For credentials that Paxos lets sign only. */
    signingKey?: SigningKey
    /** A budget that others use as well, instead of one of its own. */
    budget?: RateBudget
  }>

/** A Paxos that can be called. */
export type Paxos = Readonly<{
  call: PaxosCall
  tokens: AccessTokens
  budget: RateBudget
  /** Asks for a token with other scopes than usual and keeps it nowhere: what the credentials may do is found that way. */
  askScopes: (scopes: readonly string[]) => Promise<TokenGrant>
}>

const usualTimeoutMs = 15_000

/**
 * Opens a client; nothing is asked until the first call.
 * @throws {PosError} `config.invalid` for an address without encryption or a signing key that is none
 */
export function openPaxos(options: PaxosOptions): Paxos {
  const { apiUrl, tokenUrl, credentials, clock, share = 1, timeoutMs = usualTimeoutMs, signingKey } = options
  const { log = silentLog, retries = usualRetries } = options
  requireSafeHosts({ apiUrl, tokenUrl })
  const budget = options.budget ?? openRateBudget(share, clock.now)
  const askScopes = (scopes: readonly string[]): Promise<TokenGrant> =>
    askForToken({ tokenUrl, credentials: { ...credentials, scopes }, budget, timeoutMs })
  const tokens = openAccessTokens(() => askScopes(credentials.scopes), clock.now)
  const sign = signingKey && createRequestSigner(signingKey, clock.now)
  const call = createPaxosCall({
    apiUrl,
    tokens,
    budget,
    timeoutMs,
    retries,
    log,
    now: clock.now,
    sign,
  })
  return { call, tokens, budget, askScopes }
}
