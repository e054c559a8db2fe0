import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import { areUnrelated } from '../../../shared/domain/policy/are-unrelated.ts'
import type { Chain } from '../../../shared/domain/tokens/chain.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { EndpointHealth, EndpointRole } from '../port.ts'
import { backoffMs } from './backoff.ts'
import type { Endpoint, Standing } from './endpoint.ts'
import { healthOf } from './endpoint-health.ts'
import { stalenessOf } from './head-freshness.ts'
import { parseBlock, parseQuantity, type ChainBlock } from './parse-answer.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** What the pool needs. */
export type PoolOptions = Readonly<{
  chain: Chain
  clock: Clock
  log: Log
  policy: WatchPolicy
  random: () => number
  /** Monotonic milliseconds, for pauses. */
  ticks: () => number
}>

/** The endpoints of one chain, their health, and which of them is asked. Their order is the owner's preference. */
export type EndpointPool = Readonly<{
  /** Endpoints to ask now, best first: the good ones, or else those whose pause is over. */
  candidates: () => readonly Endpoint[]
  /** Every endpoint that is not in a pause, best first. */
  askable: () => readonly Endpoint[]
  /**
   * Asks an endpoint for its chain id, where that is due, and for its newest block; settles whether it is fresh.
   * @throws {PosError} `chain.wrongChainId`, and whatever a call can throw; the caller reports it with `fail`
   */
  introduce: (endpoint: Endpoint) => Promise<ChainBlock>
  /** The endpoint finished a whole step. */
  succeed: (endpoint: Endpoint) => void
  fail: (endpoint: Endpoint, error: unknown) => void
  /** The endpoint contradicted what another one proved: it is left alone for long. */
  distrust: (endpoint: Endpoint, problem: string) => void
  /** Another endpoint in good standing that can be asked for a second opinion. */
  witnessFor: (endpoint: Endpoint) => Endpoint | undefined
  /** Another endpoint in good standing for an audit, run by somebody else where there is one. */
  auditorFor: (endpoint: Endpoint) => Endpoint | undefined
  /** All other endpoints, whatever their standing. */
  othersOf: (endpoint: Endpoint) => readonly Endpoint[]
  /** The endpoint did something beside the steps, for the health page. */
  took: (role: Exclude<EndpointRole, 'reads'>, endpoint: Endpoint) => void
  /** An endpoint not in use that should be asked again whether it follows. */
  dueForProbe: () => Endpoint | undefined
  /** When the first endpoint in bad standing may be asked again, in monotonic milliseconds. */
  soonestRetryAt: () => number
  /** Ends every pause that was not asked for by the endpoint itself. */
  forgive: () => void
  health: () => readonly EndpointHealth[]
  /** True when waiting does not help: another network, or a reorganisation beyond what the till remembers. */
  isHopeless: () => boolean
  /** Why nobody answers, in plain sentences. */
  problem: () => string
  /** Breaks off every call and allows no more. */
  close: () => void
}>

const behindTolerated = 3
const staleRetryMs = 10_000

/** Whether two endpoints of a chain are run by different people; on a test network two ports of this machine are. */
export function areUnrelatedEndpoints(
  left: string,
  right: string,
  { testnet }: Pick<Chain, 'testnet'>,
): boolean {
  return areUnrelated(left, right, { loopbackPorts: testnet })
}

function isGood({ standing }: Endpoint): boolean {
  return standing === 'good' || standing === 'untried'
}

/** Reads the newest block of an endpoint. */
export async function readHead(endpoint: Endpoint, policy: WatchPolicy): Promise<ChainBlock> {
  const answer = await endpoint.rpc.call('eth_getBlockByNumber', ['latest', false], policy.headTimeoutMs)
  return parseBlock(answer)
}

async function identify(endpoint: Endpoint, { chain, policy }: PoolOptions): Promise<void> {
  if (endpoint.isIdentified) return
  const answer = await endpoint.rpc.call('eth_chainId', [], policy.headTimeoutMs)
  const chainId = parseQuantity(answer, 'a malformed chain id')
  if (chainId !== chain.chainId)
    throw new PosError(
      'chain.wrongChainId',
      `${endpoint.rpc.host} serves network ${chainId}, not ${chain.name} (${chain.chainId}).`,
      { details: { chainId, expected: chain.chainId } },
    )
  endpoint.isIdentified = true
}

function settle(endpoint: Endpoint, { chain, log }: PoolOptions, standing: Standing, problem?: string): void {
  const isNews = endpoint.standing !== standing || endpoint.problem !== problem
  const fields = { chain: chain.key, host: endpoint.rpc.host, standing }
  if (isNews && problem !== undefined) log.warn('A chain endpoint is not used', { ...fields, problem })
  else if (isNews && !isGood(endpoint)) log.info('A chain endpoint works again', fields)
  endpoint.standing = standing
  endpoint.problem = problem
  if (problem === undefined) endpoint.isHopeless = false
}

function pause(
  endpoint: Endpoint,
  options: PoolOptions,
  { standing, problem, waitMs }: Readonly<{ standing: Standing; problem: string; waitMs: number }>,
): void {
  endpoint.errors += 1
  endpoint.lastError = { at: options.clock.now(), problem }
  // Behind one address there may be another node tomorrow: it has to say its chain id again.
  endpoint.isIdentified = false
  endpoint.retryAt = options.ticks() + waitMs
  settle(endpoint, options, standing, problem)
}

async function introduce(endpoint: Endpoint, options: PoolOptions): Promise<ChainBlock> {
  const { chain, clock, policy, ticks } = options
  await identify(endpoint, options)
  const startedAt = ticks()
  const head = await readHead(endpoint, policy)
  const now = ticks()
  endpoint.latencyMs = Math.round(now - startedAt)
  endpoint.heardAt = now
  const firstSeenAt = endpoint.head?.hash === head.hash ? endpoint.head.firstSeenAt : now
  endpoint.head = { ...head, firstSeenAt }
  const age = { ageMs: clock.now() - head.timestamp * 1000, unchangedMs: now - firstSeenAt }
  const staleness = stalenessOf(age, chain.blockSeconds, policy)
  if (staleness === undefined) settle(endpoint, options, 'good')
  else {
    endpoint.retryAt = now + staleRetryMs
    settle(endpoint, options, 'stale', `${endpoint.rpc.host} does not follow: ${staleness}.`)
  }
  return head
}

function retryAfterOf(error: unknown): number | undefined {
  const wait = isPosError(error) ? error.details['retryAfterMs'] : undefined
  return typeof wait === 'number' ? wait : undefined
}

function fail(endpoint: Endpoint, options: PoolOptions, error: unknown): void {
  const { chain, policy, random, log } = options
  const problem = messageOf(error)
  const isRefused = isPosError(error, 'chain.wrongChainId')
  // A machine behind a load balancer may lack the newest block for a moment.
  if (isPosError(error, 'chain.nodeBehind') && endpoint.behindCount + 1 < behindTolerated) {
    endpoint.behindCount += 1
    return
  }
  if (isPosError(error, 'chain.reorgTooDeep'))
    log.error('Blocks were replaced that counted as final', { chain: chain.key, problem })
  if (isPosError(error, 'chain.rateLimited')) endpoint.rpc.pace.slower()
  endpoint.failures += 1
  endpoint.behindCount = 0
  const askedMs = retryAfterOf(error)
  const backoff = isRefused ? policy.retryAfterMaxMs : backoffMs(endpoint.failures, policy, random())
  endpoint.isPauseAsked = askedMs !== undefined
  pause(endpoint, options, {
    standing: isRefused ? 'refused' : 'failing',
    problem,
    waitMs: Math.max(askedMs ?? 0, backoff),
  })
  endpoint.isHopeless = isRefused || isPosError(error, 'chain.reorgTooDeep')
}

function isDueForProbe(
  endpoint: Endpoint,
  inUse: Endpoint | undefined,
  { policy, ticks }: PoolOptions,
): boolean {
  if (!isGood(endpoint)) return endpoint.retryAt <= ticks()
  if (endpoint.standing === 'untried') return true
  return endpoint !== inUse && endpoint.heardAt + policy.probeMs <= ticks()
}

/** A pool over endpoints in the order of preference. */
export function createEndpointPool(endpoints: readonly Endpoint[], options: PoolOptions): EndpointPool {
  const { chain, clock, log, policy, ticks } = options
  let inUse: Endpoint | undefined
  const took = new Map<EndpointRole, Endpoint>()
  return {
    candidates: () => {
      const good = endpoints.filter(isGood)
      if (good.length > 0) return good
      // A stale endpoint answers: with nobody better it is read as often as a good one.
      return endpoints.filter((endpoint) => endpoint.standing === 'stale' || endpoint.retryAt <= ticks())
    },
    askable: () => {
      const isPaused = ({ standing, retryAt }: Endpoint): boolean =>
        (standing === 'failing' || standing === 'refused') && retryAt > ticks()
      const open = endpoints.filter((endpoint) => !isPaused(endpoint))
      return [...open.filter(isGood), ...open.filter((endpoint) => !isGood(endpoint))]
    },
    introduce: async (endpoint) => await introduce(endpoint, options),
    succeed: (endpoint) => {
      if (inUse !== endpoint)
        log.info('A chain endpoint is in use', { chain: chain.key, host: endpoint.rpc.host })
      inUse = endpoint
      took.set('reads', endpoint)
      endpoint.rpc.pace.faster()
      endpoint.failures = Math.max(0, endpoint.failures - 1)
      endpoint.behindCount = 0
    },
    fail: (endpoint, error) => fail(endpoint, options, error),
    distrust: (endpoint, problem) => {
      log.error('A chain endpoint hid a transfer', { chain: chain.key, host: endpoint.rpc.host, problem })
      endpoint.isPauseAsked = true
      pause(endpoint, options, { standing: 'failing', problem, waitMs: policy.distrustMs })
    },
    witnessFor: (endpoint) => endpoints.find((other) => other !== endpoint && other.standing === 'good'),
    auditorFor: (endpoint) => {
      const others = endpoints.filter((other) => other !== endpoint && other.standing === 'good')
      return (
        others.find((other) => areUnrelatedEndpoints(endpoint.rpc.host, other.rpc.host, chain)) ?? others[0]
      )
    },
    took: (role, endpoint) => {
      took.set(role, endpoint)
    },
    othersOf: (endpoint) => endpoints.filter((other) => other !== endpoint),
    dueForProbe: () => endpoints.find((endpoint) => isDueForProbe(endpoint, inUse, options)),
    soonestRetryAt: () => Math.min(...endpoints.map((endpoint) => endpoint.retryAt)),
    forgive: () => {
      for (const endpoint of endpoints)
        if (endpoint.standing === 'stale' || !endpoint.isPauseAsked) endpoint.retryAt = 0
    },
    health: () => {
      const now = { wallMs: clock.now(), ticks: ticks() }
      return endpoints.map((endpoint) =>
        healthOf(
          endpoint,
          [...took].flatMap(([role, by]) => (by === endpoint ? [role] : [])),
          now,
        ),
      )
    },
    isHopeless: () => endpoints.some((endpoint) => endpoint.isHopeless) && !endpoints.some(isGood),
    problem: () => {
      const problems = endpoints.flatMap((endpoint) => endpoint.problem ?? [])
      return problems.length === 0 ? 'No endpoint has answered yet.' : problems.join(' ')
    },
    close: () => {
      for (const endpoint of endpoints) endpoint.rpc.close()
    },
  }
}
