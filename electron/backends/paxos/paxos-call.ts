import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import type { AccessTokens } from './access-token.ts'
import { parseProblem, problemError } from './problem.ts'
import type { RateBudget, RateClass } from './rate-budget.ts'

/** One call of the REST interface. `path` begins after `/v2`. */
type PaxosRequest = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  query?: readonly (readonly [name: string, value: string])[]
  body?: unknown
  rate?: RateClass
}>

/** Sends calls. */
export type PaxosCall = (request: PaxosRequest) => Promise<unknown>

/** What calls need. */
export type PaxosCallParts = Readonly<{
  /** The address of the interface, with `/v2`. */
  apiUrl: string
  tokens: AccessTokens
  budget: RateBudget
  timeoutMs: number
  /** Signs a call where the credentials ask for it; the headers to add. */
  sign?: (
    request: Readonly<{ method: string; path: string; body: string }>,
  ) => Readonly<Record<string, string>>
}>

const bodyBytesMax = 4_000_000

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text.length > bodyBytesMax)
    throw new PosError('backend.badAnswer', 'Paxos answered more than the till reads.')
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new PosError('backend.badAnswer', `Paxos answered ${response.status} without JSON.`)
  }
}

/**
 * A call that may have been taken although no answer came: only a look-up says. Reading again changes nothing, so that a read
 * that got no answer is merely unavailable.
 */
function unanswered(method: string, error: unknown): PosError {
  const isRead = method === 'GET'
  return new PosError(
    isRead ? 'backend.unavailable' : 'backend.outcomeUnknown',
    `Paxos did not answer: ${messageOf(error)}`,
    { cause: error },
  )
}

/** Makes a caller. Every answer is bounded in time and size; nothing that it throws or says holds a token or a body. */
export function createPaxosCall({ apiUrl, tokens, budget, timeoutMs, sign }: PaxosCallParts): PaxosCall {
  const send = async (
    request: PaxosRequest,
    token: string,
  ): Promise<Readonly<{ status: number; body: unknown }>> => {
    const { method, path, query = [], body } = request
    const url = new URL(`${apiUrl}${path}`)
    for (const [name, value] of query) url.searchParams.append(name, value)
    const text = body === undefined ? '' : JSON.stringify(body)
    budget.take(request.rate ?? 'other')
    try {
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...sign?.({ method, path: `${url.pathname}${url.search}`, body: text }),
        },
        ...(body === undefined ? {} : { body: text }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return { status: response.status, body: await readJson(response) }
    } catch (error) {
      if (isPosError(error) && method === 'GET') throw error
      throw unanswered(method, error)
    }
  }

  const answerOf = (
    method: string,
    { status, body }: Readonly<{ status: number; body: unknown }>,
  ): unknown => {
    if (status >= 200 && status < 300) return body
    if (status === 429) budget.close()
    // A server that broke off may have done what it was asked.
    if (status >= 500 && method !== 'GET')
      throw new PosError('backend.outcomeUnknown', `Paxos answered ${status}.`, { details: { status } })
    throw problemError(parseProblem(status, body))
  }

  return async (request) => {
    const token = await tokens.current()
    const first = await send(request, token.text)
    if (first.status !== 401) return answerOf(request.method, first)
    // A token can be withdrawn before its time; what is refused for it was not done.
    tokens.drop(token)
    const renewed = await tokens.current()
    return answerOf(request.method, await send(request, renewed.text))
  }
}
