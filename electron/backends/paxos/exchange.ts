import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import { parseJson, readBounded } from './bounded-text.ts'
import { isNeverSent } from './never-sent.ts'

/** One request as it goes over the wire. */
export type Outgoing = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers: Readonly<Record<string, string>>
  /** The exact bytes; empty for none. */
  body: string
  timeoutMs: number
  /** True when sending it twice changes no more than sending it once. */
  isRepeatable: boolean
}>

/** What came back. */
export type Incoming = Readonly<{ status: number; isJson: boolean; body: unknown; requestId: string }>

const bodyBytesMax = 4_000_000
const requestIdNames = ['x-request-id', 'request-id', 'x-amzn-requestid', 'cf-ray'] as const

/** What support asks for; it is not documented which header holds it. */
function requestIdOf(headers: Headers): string {
  const name = requestIdNames.find((each) => headers.has(each))
  return name === undefined ? '' : (headers.get(name) ?? '').slice(0, 100)
}

/**
 * A request that may have been taken although no answer came: only a look-up says. One that changes nothing, or that never left,
 * is merely unavailable.
 */
function unanswered(isRepeatable: boolean, error: unknown): PosError {
  const isHarmless = isRepeatable || isNeverSent(error)
  return new PosError(
    isHarmless ? 'backend.unavailable' : 'backend.outcomeUnknown',
    `Paxos did not answer: ${messageOf(error)}`,
    { cause: error },
  )
}

/**
 * Sends one request and reads its answer, both within the time limit.
 * @throws {PosError} `backend.unavailable`, `backend.outcomeUnknown`, or `backend.badAnswer` for more than is read
 */
export async function exchange(outgoing: Outgoing): Promise<Incoming> {
  const { method, url, headers, body, timeoutMs, isRepeatable } = outgoing
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === '' ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const { status } = response
    const text = await readBounded(response, bodyBytesMax)
    const { isJson, value } = parseJson(text)
    return { status, isJson, body: value, requestId: requestIdOf(response.headers) }
  } catch (error) {
    if (isPosError(error) && isRepeatable) throw error
    throw unanswered(isRepeatable, error)
  }
}
