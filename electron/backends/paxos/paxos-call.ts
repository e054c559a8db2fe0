import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import type { AccessTokens } from './access-token.ts'
import { exchange, type Incoming } from './exchange.ts'
import { refusalOf } from './problem.ts'
import type { RateBudget, RateClass } from './rate-budget.ts'
import type { RequestSigner } from './request-signing.ts'
import { withRetries, type RetryPolicy } from './retry.ts'

/** Names and values of a query; a name may be repeated. */
export type Query = readonly (readonly [name: string, value: string])[]

/** One call of the REST interface. `path` begins after `/v2`. */
type PaxosRequest = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  query?: Query
  body?: unknown
  rate?: RateClass
  /** A POST that changes nothing, such as a quote: like a read, it may be sent again. */
  isRead?: true
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
  retries: RetryPolicy
  log: Log
  now: () => number
  /** Signs each request, where the credentials ask for it. */
  sign?: RequestSigner | undefined
}>

/** GET reads; PUT and DELETE leave the same behind however often they are sent. */
function isRepeatable({ method, isRead }: PaxosRequest): boolean {
  return method !== 'POST' || isRead === true
}

function answerOf(request: PaxosRequest, { status, isJson, body }: Incoming): unknown {
  const isSuccess = status >= 200 && status < 300
  if (isSuccess && isJson) return body
  // A server that broke off, and one whose answer is torn, may have done what it was asked.
  const isAnswered = !isSuccess && status < 500 && status !== 408
  if (!isAnswered && !isRepeatable(request))
    throw new PosError('backend.outcomeUnknown', `Paxos answered ${status}.`, { details: { status } })
  if (isSuccess) throw new PosError('backend.badAnswer', `Paxos answered ${status} without JSON.`)
  throw refusalOf(status, body)
}

/** Makes a caller. Every answer is bounded in time and size; nothing that it throws or says holds a token or a body. */
export function createPaxosCall(parts: PaxosCallParts): PaxosCall {
  const { apiUrl, tokens, budget, timeoutMs, retries, log, now, sign } = parts

  const send = async (request: PaxosRequest, token: string): Promise<Incoming> => {
    const { method, path, query = [], body } = request
    const url = new URL(`${apiUrl}${path}`)
    for (const [name, value] of query) url.searchParams.append(name, value)
    const text = body === undefined ? '' : JSON.stringify(body)
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(text === '' ? {} : { 'content-type': 'application/json' }),
      ...sign?.({ method, path: `${url.pathname}${url.search}`, body: text }),
    }
    budget.take(request.rate ?? 'other')
    const startedAt = now()
    const incoming = await exchange({
      method,
      url,
      headers,
      body: text,
      timeoutMs,
      isRepeatable: isRepeatable(request),
    })
    if (incoming.status === 429) budget.close()
    if (incoming.status >= 400) {
      const { status, requestId } = incoming
      // The path names at most an id; query and body stay unsaid.
      log.warn('Paxos refused a call', { method, path, status, requestId, tookMs: now() - startedAt })
    }
    return incoming
  }

  const callOnce: PaxosCall = async (request) => {
    const token = await tokens.current()
    const first = await send(request, token.text)
    // A token can be withdrawn before its time; what is refused for it was not done.
    if (first.status !== 401 || !tokens.drop(token)) return answerOf(request, first)
    const renewed = await tokens.current()
    return answerOf(request, await send(request, renewed.text))
  }

  return (request) => withRetries(() => callOnce(request), retries)
}
