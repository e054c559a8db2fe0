import { PosError } from '../../../shared/errors/pos-error.ts'
import type { TokenGrant } from './token-endpoint.ts'

/** A token and what it may do. */
export type AccessToken = Readonly<{ text: string; scopes: ReadonlySet<string> }>

/** Keeps one token for all calls. */
export type AccessTokens = Readonly<{
  /** The token in force; asked for once, however many calls wait for it. */
  current: () => Promise<AccessToken>
  /**
   * Paxos refused this one: the next call asks for another.
   * @returns false when that was tried within the last minute; then another token does not help
   */
  drop: (refused: AccessToken) => boolean
}>

// One request a second is all the endpoint allows, and a token lives for an hour: it is renewed a minute early.
const renewEarlyMs = 60_000
/** A till that polls each second must not ask for a token each second, whatever is wrong. */
const dropEveryMs = 60_000
const firstPauseMs = 2_000
const longestPauseMs = 60_000

type Failure = Readonly<{ error: unknown; at: number; pauseMs: number }>

function isPaused(failure: Failure | undefined, at: number): failure is Failure {
  // A clock that was set back ends the pause.
  return failure !== undefined && at >= failure.at && at < failure.at + failure.pauseMs
}

/**
 * Tokens of one client, kept in memory alone. After a failure the same error is given for a while without asking, twice as
 * long each time.
 * @param ask one request of the token endpoint
 * @param now milliseconds
 */
export function openAccessTokens(ask: () => Promise<TokenGrant>, now: () => number): AccessTokens {
  let held: Readonly<{ token: AccessToken; until: number }> | undefined
  let asking: Promise<AccessToken> | undefined
  let failure: Failure | undefined
  let droppedAt: number | undefined

  const renew = async (): Promise<AccessToken> => {
    const askedAt = now()
    try {
      const { text, scopes, lifetimeMs } = await ask()
      const token = { text, scopes }
      // Half of a life that is shorter than two minutes, or it would be over at once.
      held = { token, until: askedAt + Math.max(lifetimeMs - renewEarlyMs, lifetimeMs / 2) }
      failure = undefined
      return token
    } catch (error) {
      const pauseMs = Math.min(longestPauseMs, failure ? failure.pauseMs * 2 : firstPauseMs)
      failure = { error, at: now(), pauseMs }
      throw error
    }
  }

  return {
    current: async () => {
      const at = now()
      if (held && at < held.until) return held.token
      if (!asking && isPaused(failure, at)) throw failure.error
      asking ??= renew().finally(() => {
        asking = undefined
      })
      return await asking
    },
    drop: (refused) => {
      // Another call may have renewed it meanwhile.
      if (held?.token !== refused) return true
      const at = now()
      if (droppedAt !== undefined && at >= droppedAt && at < droppedAt + dropEveryMs) return false
      droppedAt = at
      held = undefined
      return true
    },
  }
}

/**
 * The scopes that a token lacks.
 * @throws {PosError} `backend.forbidden` naming them
 */
export function requireScopes({ scopes }: AccessToken, needed: readonly string[]): void {
  const missing = needed.filter((scope) => !scopes.has(scope))
  if (missing.length > 0)
    throw new PosError('backend.forbidden', `The credentials lack ${missing.join(', ')}`, {
      details: { missing: missing.join(' ') },
    })
}
