import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'

/** What a token endpoint answers. */
export const tokenAnswer = z.object({
  access_token: z.string().min(1).max(10_000),
  expires_in: z.number().positive(),
  scope: z.string().max(5_000).default(''),
})

type TokenAnswer = ReturnType<typeof tokenAnswer.parse>

/** A token and what it may do. */
export type AccessToken = Readonly<{ text: string; scopes: ReadonlySet<string> }>

/** Keeps one token for all calls. */
export type AccessTokens = Readonly<{
  /** The token in force; asked for once, however many calls wait for it. */
  current: () => Promise<AccessToken>
  /** Paxos refused this one: the next call asks for another. */
  drop: (refused: AccessToken) => void
}>

// One request a second is all the endpoint allows, and a token lives for an hour: it is renewed a minute early.
const renewEarlyMs = 60_000

/**
 * Tokens of one client, kept in memory alone.
 * @param ask one request of the token endpoint
 * @param now milliseconds
 */
export function openAccessTokens(ask: () => Promise<TokenAnswer>, now: () => number): AccessTokens {
  let held: Readonly<{ token: AccessToken; until: number }> | undefined
  let asking: Promise<AccessToken> | undefined

  const renew = async (): Promise<AccessToken> => {
    const askedAt = now()
    const { access_token: text, expires_in: seconds, scope } = await ask()
    const token = { text, scopes: new Set(scope.split(/\s+/).filter((name) => name !== '')) }
    held = { token, until: askedAt + Math.max(0, seconds * 1000 - renewEarlyMs) }
    return token
  }

  return {
    current: async () => {
      if (held && now() < held.until) return held.token
      asking ??= renew().finally(() => {
        asking = undefined
      })
      return await asking
    },
    drop: (refused) => {
      // Another call may have renewed it meanwhile.
      if (held?.token === refused) held = undefined
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
