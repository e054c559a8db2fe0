import { messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import type { Chain } from '../../../shared/domain/tokens/chain.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { AuditReport, ChainSink, ChainWatcher, WatchReport } from '../port.ts'
import { askAddress } from './ask-address.ts'
import { sumBalances } from './balances-of.ts'
import { createBeat } from './beat.ts'
import { createCatchUpNote, type CatchUpNote } from './catch-up-note.ts'
import { createChainLoop } from './chain-loop.ts'
import { createEndpoint, learnedLimits, type Endpoint, type EndpointLimits } from './endpoint.ts'
import { createEndpointPool } from './endpoint-pool.ts'
import { createBloomReader } from './logs-bloom.ts'
import type { ReadContext } from './read-context.ts'
import { createSideJobs } from './side-jobs.ts'
import { createSightKeeper, type SightKeeper } from './sight-keeper.ts'
import { findSender, lookUpTransaction } from './look-up-transaction.ts'
import { guardSink } from './sink-failure.ts'
import { systemTimers, type Timers } from './timers.ts'
import { createTokenCheck } from './token-check.ts'
import type { GuardedToken } from './token-health.ts'
import { openWakeSocket, type WakeSocket } from './wake-socket.ts'
import { defaultPolicy, type WatchPolicy } from './watch-policy.ts'
import { askWitness } from './witness.ts'

/** What a watcher of one EVM chain needs. */
export type WatchOptions = Readonly<{
  chain: Chain
  /** Tokens of this chain that are watched. */
  tokens: readonly GuardedToken[]
  sink: ChainSink
  clock: Clock
  log: Log
  timers?: Timers
  policy?: Partial<WatchPolicy>
  /** Limits learned before, in the order of the endpoints. */
  limits?: readonly (EndpointLimits | undefined)[]
  /** Randomness from 0 up to but excluding 1, for the spread of pauses. */
  random?: () => number
  /** Monotonic milliseconds, for pauses; a clock set back must not stop the watch. */
  ticks?: () => number
}>

/** A watcher of an EVM chain, with what it learned of its endpoints. */
export type EvmWatcher = ChainWatcher & Readonly<{ limits: () => readonly EndpointLimits[] }>

type Settled = Required<Pick<WatchOptions, 'timers' | 'random' | 'ticks'>> & Readonly<{ policy: WatchPolicy }>

function settleOptions({ timers, random, ticks, policy }: WatchOptions): Settled {
  return {
    timers: timers ?? systemTimers,
    random: random ?? Math.random,
    ticks: ticks ?? (() => performance.now()),
    policy: { ...defaultPolicy, ...policy },
  }
}

function openEndpoints(
  { chain, clock, limits }: WatchOptions,
  { timers, policy, ticks }: Settled,
): readonly Endpoint[] {
  if (chain.endpoints.length === 0)
    throw new PosError('chain.unreachable', `${chain.name} has no endpoint.`, {
      details: { chain: chain.key },
    })
  return chain.endpoints.map((url, index) =>
    createEndpoint(url, index, { timers, ticks, now: clock.now, policy, limits: limits?.[index] }),
  )
}

function openSight(
  { chain, clock, sink, log }: WatchOptions,
  catchUp: CatchUpNote,
  source: string,
  { policy, ticks }: Settled,
): SightKeeper {
  const problem = 'No endpoint has answered yet.'
  const tell = (sight: ChainSight): void => {
    catchUp.note(sight)
    try {
      sink.sighted(sight)
    } catch (error) {
      // What is on the screen must not decide whether the chain is read.
      log.error('What is known of a chain could not be told', { chain: chain.key, problem: messageOf(error) })
    }
  }
  return createSightKeeper(
    { chain: chain.key, state: 'silent', source, at: clock.now(), problem },
    { tell, heartbeatMs: policy.heartbeatMs, ticks },
  )
}

/**
 * Watches one EVM chain until it is stopped. It never throws and never gives up: what goes wrong is in `sight`, in
 * `endpoints` and in the log.
 * @throws {PosError} `chain.unreachable` for a chain without endpoints, or with an address that is not http or https
 */
export function watchChain(options: WatchOptions): EvmWatcher {
  const { chain, clock, log } = options
  const sink = guardSink(options.sink)
  let audit: AuditReport | undefined
  let wakes = 0
  const settled = settleOptions(options)
  const { policy, ticks, timers, random } = settled
  const endpoints = openEndpoints(options, settled)
  const pool = createEndpointPool(endpoints, { chain, clock, log, policy, random, ticks })
  const warn = (problem: string): void => log.error('A token is left out', { chain: chain.key, problem })
  const tokenCheck = createTokenCheck(options.tokens, { policy, ticks, log: warn })
  const catchUp = createCatchUpNote()
  const sight = openSight(options, catchUp, endpoints[0]?.rpc.host ?? '', settled)
  const jobs = createSideJobs((name, error) =>
    log.error('A task beside the chain loop failed', { chain: chain.key, name, problem: messageOf(error) }),
  )
  const shared = { chain, policy, pool, clock, ticks, log }
  const { watched: tokens, leftOut } = tokenCheck
  const context: ReadContext = { ...shared, sink, bloom: createBloomReader(), tokens, leftOut }
  const beat = createBeat({
    timers,
    ticks,
    blockSeconds: chain.blockSeconds,
    stopMs: policy.stopMs,
    soonestRetryAt: pool.soonestRetryAt,
    loop: (isStopping) =>
      createChainLoop({
        context,
        tokenCheck,
        tokens: options.tokens,
        sight,
        jobs,
        isStopping,
        audited: (report) => (audit = report),
        wakes: () => wakes,
      }),
    settled: jobs.settled,
    breakOff: pool.close,
  })
  const asking = { ...shared, listed: options.tokens.map(({ address }) => address) }
  // Unlike a person's wake, it ends no pause: a socket that lies must not make the till ask more than it should.
  const socket = openWake(options, settled, beat.wake)
  return {
    chain,
    sight: sight.current,
    endpoints: pool.health,
    report: () => reportOf(audit, catchUp, socket),
    tokenProblems: tokenCheck.problems,
    limits: () => endpoints.map((endpoint) => learnedLimits(endpoint, policy)),
    wake: () => {
      wakes += 1
      pool.forgive()
      beat.wake()
    },
    balancesOf: async (token, addresses) => await askBalances(pool.candidates(), token, addresses, policy),
    witness: async (transfer, notHost, host) =>
      await askWitness({ pool, chain }, { transfer, notHost, host }),
    lookUp: async (question) => await lookUpTransaction(asking, question),
    askAddress: async (question) => await askAddress(shared, question),
    senderOf: async (txHash) => await findSender(asking, txHash),
    stop: async () => {
      socket?.stop()
      await beat.stop()
    },
  }
}

function reportOf(
  audit: AuditReport | undefined,
  catchUp: CatchUpNote,
  socket: WakeSocket | undefined,
): WatchReport {
  const behind = catchUp.current()
  return {
    ...(audit ? { audit } : {}),
    ...(behind ? { catchUp: behind } : {}),
    ...(socket ? { wake: socket.report() } : {}),
  }
}

/** The socket of a chain that has one. A wrong address of it must not keep the chain from being read. */
function openWake(
  { chain, clock, log }: WatchOptions,
  settled: Settled,
  wake: () => void,
): WakeSocket | undefined {
  if (chain.wakeUrl === undefined) return undefined
  try {
    const { blockSeconds, wakeUrl: url } = chain
    return openWakeSocket({ ...settled, url, blockSeconds, now: clock.now, wake })
  } catch (error) {
    log.error('A wake socket cannot be opened', { chain: chain.key, problem: messageOf(error) })
    return undefined
  }
}

async function askBalances(
  candidates: readonly Endpoint[],
  token: Token,
  addresses: readonly EvmAddress[],
  policy: WatchPolicy,
): Promise<bigint> {
  let failure: unknown = new PosError('chain.unreachable', 'No endpoint of this network answers.')
  for (const endpoint of candidates) {
    try {
      return await sumBalances(endpoint, token, addresses, policy)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
