import { getHttpRpcClient } from 'viem/utils'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { parseRetryAfter } from './backoff.ts'
import { createCallPace, type CallPace } from './call-pace.ts'
import { parseEndpointUrl } from './endpoint-url.ts'
import { fieldOf } from './parse-answer.ts'
import { failedCall, refusedCall, type AnswerFacts, type CallContext } from './rpc-problem.ts'
import type { Timers } from './timers.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** One JSON-RPC call. */
export type RpcCall = Readonly<{ method: string; params: readonly unknown[] }>

/** Calls one endpoint. Every call is bounded in time and size, and throws a `PosError` of the `chain` area. */
export type RpcClient = Readonly<{
  host: string
  call: (method: string, params: readonly unknown[], timeoutMs?: number) => Promise<unknown>
  /** Sends calls as one request. @throws {PosError} for the first call that failed */
  batch: (calls: readonly RpcCall[]) => Promise<readonly unknown[]>
  /** The budget of calls, and how much of it is used. */
  pace: Pick<CallPace, 'slower' | 'faster' | 'budgetPerSecond' | 'callsLastMinute'>
  /** Breaks off every call under way and refuses new ones. */
  close: () => void
}>

/** What a client needs besides its address. */
export type RpcClientOptions = Readonly<{
  timers: Timers
  now: () => number
  /** Monotonic milliseconds. */
  ticks: () => number
  policy: Pick<WatchPolicy, 'callTimeoutMs' | 'responseBytesMax' | 'retryAfterMaxMs' | 'callsPerSecond'>
  /** The budget as it was learned before. */
  learnedPerSecond?: number | undefined
}>

type Request = Readonly<{ body: RpcCall | readonly RpcCall[]; method: string; timeoutMs: number }>
type Answered = Readonly<{ answer: unknown; context: CallContext }>

function resultOf(answer: unknown, context: CallContext): unknown {
  const error = fieldOf(answer, 'error')
  if (error !== undefined && error !== null) {
    const [code, message] = [fieldOf(error, 'code'), fieldOf(error, 'message')]
    throw refusedCall(
      typeof code === 'number' ? code : 0,
      typeof message === 'string' ? message : '',
      context,
    )
  }
  const result = fieldOf(answer, 'result')
  if (result === undefined)
    throw new PosError('chain.badAnswer', `${context.host} answered ${context.method} without a result.`)
  return result
}

/**
 * A client on viem's HTTP client. viem bounds the wait for the headers only, so the whole answer is bounded here; it
 * does not retry, because the loop decides which endpoint is asked next.
 * @throws {PosError} `chain.unreachable` when the address is not http or https
 */
export function createRpcClient(address: string, options: RpcClientOptions): RpcClient {
  const { policy, timers } = options
  const url = parseEndpointUrl(address)
  const http = getHttpRpcClient(url.href, { maxResponseBodySize: policy.responseBytesMax, timeout: 0 })
  const underWay = new Set<AbortController>()
  const pace = createCallPace({ ...options, callsPerSecond: policy.callsPerSecond })
  let isClosed = false

  const send = async ({ body, method, timeoutMs }: Request): Promise<Answered> => {
    await pace.turn(Array.isArray(body) ? body.length : 1)
    if (isClosed)
      throw new PosError('chain.unreachable', `${url.host} is not asked any more: the till stops.`)
    const controller = new AbortController()
    let isLate = false
    let facts: AnswerFacts = {}
    const context = (): CallContext => ({ host: url.host, method, hide: url.hide, facts })
    const cancel = timers.after(timeoutMs, () => {
      isLate = true
      controller.abort()
    })
    underWay.add(controller)
    try {
      const answer: unknown = await http.request({
        // viem types the body as mutable; it only reads it.
        body: body as { method: string; params: unknown[] },
        fetchOptions: { signal: controller.signal, redirect: 'error' },
        onResponse: ({ status, headers }) => {
          const retryAfterMs = parseRetryAfter(
            headers.get('retry-after'),
            options.now(),
            policy.retryAfterMaxMs,
          )
          facts = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
        },
      })
      return { answer, context: context() }
    } catch (error) {
      if (isLate || controller.signal.aborted)
        throw new PosError('chain.timeout', `${url.host} did not answer ${method} in time.`, {
          details: { method, timeoutMs },
        })
      throw failedCall(error, context())
    } finally {
      cancel()
      underWay.delete(controller)
    }
  }

  return {
    host: url.host,
    call: async (method, params, timeoutMs = policy.callTimeoutMs) => {
      const { answer, context } = await send({ body: { method, params }, method, timeoutMs })
      return resultOf(answer, context)
    },
    batch: async (calls) => {
      const method = calls[0]?.method ?? 'nothing'
      const numbered = calls.map((call, id) => ({ ...call, id }))
      const { answer, context } = await send({ body: numbered, method, timeoutMs: policy.callTimeoutMs })
      if (!Array.isArray(answer)) {
        resultOf(answer, context)
        throw new PosError('chain.badAnswer', `${url.host} does not answer calls in batches.`)
      }
      // Answers of a batch may come in any order.
      const byId = new Map(answer.map((item: unknown) => [fieldOf(item, 'id'), item]))
      return numbered.map(({ id }) => resultOf(byId.get(id), context))
    },
    pace,
    close: () => {
      isClosed = true
      pace.release()
      for (const controller of underWay) controller.abort()
    },
  }
}
