import { messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import { tokenAnswer } from './access-token.ts'
import type { RateBudget } from './rate-budget.ts'

/** What a client identifies itself with. The secret stays in the terminal. */
export type Credentials = Readonly<{ clientId: string; clientSecret: string; scopes: readonly string[] }>

type Endpoint = Readonly<{
  tokenUrl: string
  credentials: Credentials
  budget: RateBudget
  timeoutMs: number
}>

function refusal(status: number, body: unknown): PosError {
  const word = typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : ''
  if (status === 429) return new PosError('backend.rateLimited', 'Paxos allows no more requests for a token.')
  if (word === 'invalid_scope')
    return new PosError('backend.forbidden', 'The credentials lack a scope that was asked for.')
  if (status >= 500) return new PosError('backend.unavailable', `Paxos gave no token: ${status}`)
  return new PosError('backend.unauthorized', `Paxos gave no token: ${word === '' ? status : word}`)
}

/**
 * Asks for a token once (OAuth 2 client credentials, form body).
 * @throws {PosError} `backend.unauthorized`, `backend.forbidden` for `invalid_scope`, `backend.rateLimited`, `backend.unavailable`,
 * `backend.badAnswer`
 */
export async function askForToken({ tokenUrl, credentials, budget, timeoutMs }: Endpoint) {
  const { clientId, clientSecret, scopes } = credentials
  budget.take('token')
  let response: Response
  let text: string
  try {
    response = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: scopes.join(' '),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
  } catch (error) {
    throw new PosError('backend.unavailable', `Paxos gave no token: ${messageOf(error)}`, { cause: error })
  }
  if (response.status === 429) budget.close()
  const body = readJson(text)
  if (!response.ok) throw refusal(response.status, body)
  const answer = tokenAnswer.safeParse(body)
  if (!answer.success)
    throw new PosError('backend.badAnswer', 'Paxos answered a request for a token with something else.')
  return answer.data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
