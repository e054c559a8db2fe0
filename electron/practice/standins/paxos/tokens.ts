import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../platform/clock.ts'
import type { Credential } from './credentials.ts'
import { Problem } from './problems.ts'

const lifetimeSeconds = 3_599

type Session = Readonly<{ credential: Credential; scopes: ReadonlySet<string>; expiresMs: number }>

/** Gives out access tokens and knows whose they are. A restart forgets them, as a deployment of the real one may. */
export type Tokens = Readonly<{
  grant: (form: Readonly<Record<string, unknown>>, authorization: string | undefined) => Response
  /** @throws {Problem} 401 for a missing or old token, 403 when the scope is not in it */
  check: (authorization: string | undefined, scope: string) => Credential
  /** Every token given out is refused from now on. */
  revokeAll: () => void
}>

function oauthError(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status })
}

function basic(authorization: string | undefined): readonly [string, string] | undefined {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))]
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Opens the token desk. */
export function openTokens(clock: Clock, credentials: readonly Credential[]): Tokens {
  const sessions = new Map<string, Session>()
  const issue = (credential: Credential, scopes: readonly string[]): Response => {
    for (const [old, { expiresMs }] of sessions) if (expiresMs <= clock.now()) sessions.delete(old)
    const token = randomBytes(32).toString('base64url')
    sessions.set(token, {
      credential,
      scopes: new Set(scopes),
      expiresMs: clock.now() + lifetimeSeconds * 1_000,
    })
    return Response.json({
      access_token: token,
      expires_in: lifetimeSeconds,
      scope: scopes.join(' '),
      token_type: 'bearer',
    })
  }
  return {
    grant: (form, authorization) => {
      if (form['grant_type'] !== 'client_credentials')
        return oauthError(400, 'unsupported_grant_type', 'grant_type must be client_credentials')
      const [id, secret] = basic(authorization) ?? [textOf(form['client_id']), textOf(form['client_secret'])]
      const found = credentials.find((each) => each.clientId === id && each.clientSecret === secret)
      if (!found) return oauthError(401, 'invalid_client', 'Client authentication failed')
      const asked = textOf(form['scope'])
        .split(' ')
        .filter((scope) => scope !== '')
      const missing = asked.find((scope) => !found.scopes.includes(scope))
      if (missing !== undefined)
        return oauthError(400, 'invalid_scope', `The client is not allowed to request scope '${missing}'`)
      return issue(found, asked)
    },
    check: (authorization, scope) => {
      const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
      const session = token === undefined ? undefined : sessions.get(token)
      if (!session || session.expiresMs <= clock.now())
        throw new Problem('about:blank', 401, 'missing or invalid access token')
      if (!session.scopes.has(scope))
        throw new Problem(
          'about:blank',
          403,
          `found scopes [${[...session.scopes].join(' ')}], required [${scope}]`,
        )
      return session.credential
    },
    revokeAll: () => {
      sessions.clear()
    },
  }
}
