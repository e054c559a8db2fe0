import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import type { Token } from '../../../shared/domain/tokens/token.ts'
import type { Clock } from '../../platform/clock.ts'
import type { TokenProblem } from '../port.ts'
import { createEndpoint } from './endpoint.ts'
import { readHead } from './endpoint-pool.ts'
import { stalenessOf } from './head-freshness.ts'
import { parseQuantity } from './parse-answer.ts'
import { findTaggedBlock } from './read-tag.ts'
import { systemTimers, type Timers } from './timers.ts'
import { findTokenProblem } from './token-check.ts'
import { defaultPolicy } from './watch-policy.ts'

/** An endpoint that an owner is about to save. */
export type ProbeInput = Readonly<{
  url: string
  chainId: number
  blockSeconds: number
  tokens: readonly Token[]
  clock: Clock
  timers?: Timers
  /** Longest wait for each of its few answers; 5 seconds by default. */
  timeoutMs?: number
}>

/** What an endpoint is worth, before it is saved. */
export type EndpointProbe =
  | Readonly<{
      ok: true
      host: string
      latencyMs: number
      headNumber: number
      knowsFinalized: boolean
      /** Tokens whose contracts there are not what the list says; the endpoint itself is fine. */
      tokenProblems: readonly TokenProblem[]
    }>
  | Readonly<{ ok: false; code: ErrorCode; problem: string; hint: string }>

async function probe(input: ProbeInput): Promise<EndpointProbe> {
  const { clock, tokens, timers = systemTimers, timeoutMs = 5_000 } = input
  const policy = { ...defaultPolicy, callTimeoutMs: timeoutMs, headTimeoutMs: timeoutMs }
  const endpoint = createEndpoint(input.url, 0, {
    timers,
    ticks: () => performance.now(),
    now: clock.now,
    policy,
  })
  const { host, call } = endpoint.rpc
  const chainId = parseQuantity(await call('eth_chainId', []), 'a malformed chain id')
  if (chainId !== input.chainId)
    throw new PosError('chain.wrongChainId', `${host} serves chain ${chainId}, not ${input.chainId}.`)
  const startedAt = performance.now()
  const head = await readHead(endpoint, policy)
  const latencyMs = Math.round(performance.now() - startedAt)
  const age = { ageMs: clock.now() - head.timestamp * 1000, unchangedMs: 0 }
  const staleness = stalenessOf(age, input.blockSeconds, policy)
  if (staleness !== undefined)
    throw new PosError('chain.nodeBehind', `${host} does not follow: ${staleness}.`)
  const tokenProblems = await Promise.all(
    tokens.map(async (token) => {
      const problem = await findTokenProblem(endpoint, token)
      return problem ? [{ currency: token.currency, problem: problem.message }] : []
    }),
  )
  const finalized = await findTaggedBlock(endpoint, 'finalized', clock.now(), policy)
  const knowsFinalized = finalized !== undefined
  return {
    ok: true,
    host,
    latencyMs,
    headNumber: head.number,
    knowsFinalized,
    tokenProblems: tokenProblems.flat(),
  }
}

/**
 * Tries an endpoint before it is saved: the right network, a fresh head, and token contracts as listed. Takes a few calls
 * and changes nothing; it never throws for what the endpoint does.
 */
export async function probeEndpoint(input: ProbeInput): Promise<EndpointProbe> {
  try {
    return await probe(input)
  } catch (error) {
    if (!isPosError(error)) throw error
    return { ok: false, code: error.code, problem: messageOf(error), hint: error.hint }
  }
}
