import { z } from '../../../shared/contract/z.ts'
import { messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import { parseJson, readBounded } from './bounded-text.ts'
import type { RateBudget } from './rate-budget.ts'

/** What a client identifies itself with. The secret stays in the terminal. */
export type Credentials = Readonly<{ clientId: string; clientSecret: string; scopes: readonly string[] }>

/** A token, what it may do, and for how long. */
export type TokenGrant = Readonly<{ text: string; scopes: ReadonlySet<string>; lifetimeMs: number }>

type Endpoint = Readonly<{
  tokenUrl: string
  credentials: Credentials
  budget: RateBudget
  timeoutMs: number
}>

const tokenAnswer = z.object({
  // What goes into a header: no space and no line end.
  access_token: z
    .string()
    .max(10_000)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.number().positive().max(31_536_000),
  scope: z.string().max(5_000).optional(),
})
const oauthError = z.object({ error: z.string(), error_description: z.string().optional() })
const answerBytesMax = 100_000

function refusal(status: number, body: unknown, scopes: readonly string[]): PosError {
  const read = oauthError.safeParse(body)
  const { error: word = '', error_description: text = '' } = read.success ? read.data : {}
  if (status === 429) return new PosError('backend.rateLimited', 'Paxos allows no more requests for a token.')
  if (word === 'invalid_scope') {
    const missing = scopes.filter((scope) => text.split(/[^\w:]+/).includes(scope)).join(' ')
    return new PosError(
      'backend.forbidden',
      `The credentials lack ${missing || 'a scope that was asked for'}`,
      {
        details: { missing },
      },
    )
  }
  if (status >= 500) return new PosError('backend.unavailable', `Paxos gave no token: ${status}`)
  return new PosError(
    'backend.unauthorized',
    `Paxos gave no token: ${/^[a-z_]{1,60}$/.test(word) ? word : status}`,
  )
}

async function post({ tokenUrl, credentials, timeoutMs }: Endpoint) {
  const { clientId, clientSecret, scopes } = credentials
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: scopes.join(' '),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { response, text: await readBounded(response, answerBytesMax) }
  } catch (error) {
    throw new PosError('backend.unavailable', `Paxos gave no token: ${messageOf(error)}`, { cause: error })
  }
}

/**
 * Asks for a token once (OAuth 2 client credentials, form body).
 * @throws {PosError} `backend.unauthorized`, `backend.forbidden` for `invalid_scope`, `backend.rateLimited`, `backend.unavailable`,
 * `backend.badAnswer`
 */
export async function askForToken(endpoint: Endpoint): Promise<TokenGrant> {
  const { credentials, budget } = endpoint
  budget.take('token')
  const { response, text } = await post(endpoint)
  if (response.status === 429) budget.close()
  const { value } = parseJson(text)
  if (!response.ok) throw refusal(response.status, value, credentials.scopes)
  const answer = tokenAnswer.safeParse(value)
  if (!answer.success)
    throw new PosError('backend.badAnswer', 'Paxos answered a request for a token with something else.')
  const { access_token, expires_in, scope } = answer.data
  // An endpoint that grants what was asked for need not repeat it (RFC 6749, 5.1).
  const granted = scope === undefined ? credentials.scopes : scope.split(/\s+/).filter((name) => name !== '')
  return { text: access_token, scopes: new Set(granted), lifetimeMs: expires_in * 1_000 }
}
