import type { z } from 'zod'
import type { healthView } from '../shared/contract/system.ts'
import { countOperators } from '../shared/domain/policy/are-unrelated.ts'
import type { ReleaseRule } from '../shared/domain/policy/release-rule.ts'
import type { Ledger } from './ledger/port.ts'
import type { ChainWatcher } from './chains/port.ts'
import type { TerminalPaxos } from './terminal-paxos.ts'
import { createLatest } from './platform/latest.ts'
import type { Clock } from './platform/clock.ts'

type HealthView = z.infer<typeof healthView>
type ChainHealth = HealthView['chains'][number]
type BackendStanding = ReturnType<TerminalPaxos['sight']>

/** What asking at once came to: how many networks, and the endpoints that keep the pause they asked for. */
type Asked = Readonly<{ networks: number; leftAlone: { chain: string; host: string; until: number }[] }>

/** How the parts of the terminal are doing, for the chips of the top bar. */
export type TerminalHealth = Readonly<{
  follow: (signal: AbortSignal | undefined) => AsyncGenerator<HealthView, void>
  /** Something changed: pushes at most four times a second. */
  changed: () => void
  /** Lets every network be asked now, by somebody who looks. */
  askNow: () => Asked
  stop: () => void
}>

const pushEveryMs = 250

function chainHealth(watcher: ChainWatcher, rules: readonly ReleaseRule[]): Omit<ChainHealth, 'stateSince'> {
  const { key, name, testnet } = watcher.chain
  const endpoints = watcher.endpoints()
  const sight = watcher.sight()
  const headNumber = sight.headNumber
  const readUpTo = sight.readUpTo?.number
  const tokenProblems = watcher.tokenProblems()
  return {
    chain: key,
    name,
    state: sight.state,
    ...(sight.problem === undefined || sight.state !== 'silent' ? {} : { problem: sight.problem }),
    ...(headNumber === undefined ? {} : { headNumber }),
    ...(readUpTo === undefined ? {} : { readUpTo }),
    headAt: sight.at,
    behindBlocks: Math.max(0, (headNumber ?? 0) - (readUpTo ?? headNumber ?? 0)),
    endpoints: endpoints.map((endpoint) => ({ ...endpoint, roles: [...endpoint.roles] })),
    sourcesWanted: rules.some((rule) => rule.chain === key && rule.sources === 2) ? 2 : 1,
    operators: countOperators(
      endpoints.map(({ host }) => host),
      { loopbackPorts: testnet },
    ),
    ...watcher.report(),
    tokens: (sight.tokens ?? []).map(({ currency, state, at, problem }) => ({
      currency,
      state,
      at,
      ...(problem === undefined ? {} : { problem }),
    })),
    tokenProblems: tokenProblems.map(({ currency, problem }) => ({ currency, problem })),
  }
}

function backendHealth(sight: BackendStanding): Pick<HealthView, 'backend'> {
  if (!sight) return {}
  const { name, state, heardAt, problem, pools } = sight
  return {
    backend: {
      name,
      state,
      ...(heardAt === undefined ? {} : { heardAt }),
      ...(problem === undefined ? {} : { problem }),
      addressesReady: pools.reduce((ready, { free }) => ready + free, 0),
      isLow: pools.some(({ isLow }) => isLow),
    },
  }
}

/** Remembers when each chain came into the state it is in; a chain that is watched no more is forgotten. */
function createStateNotes(
  clock: Clock,
): (chains: readonly Omit<ChainHealth, 'stateSince'>[]) => ChainHealth[] {
  let notes = new Map<string, Pick<ChainHealth, 'state' | 'stateSince'>>()
  return (chains) => {
    const noted = chains.map((chain): ChainHealth => {
      const before = notes.get(chain.chain)
      return { ...chain, stateSince: before?.state === chain.state ? before.stateSince : clock.now() }
    })
    notes = new Map(noted.map((chain) => [chain.chain, chain]))
    return noted
  }
}

function askAll(watchers: readonly ChainWatcher[]): Asked {
  for (const watcher of watchers) watcher.wake()
  return {
    networks: watchers.length,
    leftAlone: watchers.flatMap(({ chain, endpoints }) =>
      endpoints().flatMap(({ host, breaker, pausedUntil }) =>
        breaker === 'open' && pausedUntil !== undefined
          ? [{ chain: chain.key, host, until: pausedUntil }]
          : [],
      ),
    ),
  }
}

/** Opens the health of a terminal. */
export function openTerminalHealth(
  parts: Readonly<{
    ledger: Ledger
    clock: Clock
    watchers: () => readonly ChainWatcher[]
    /** The rules in force, which say how many sources a chain needs. */
    releaseRules: () => readonly ReleaseRule[]
    /** How the settlement account and its addresses stand; nothing while none is connected. */
    backend: () => BackendStanding
  }>,
): TerminalHealth {
  const { ledger, clock, watchers, releaseRules, backend } = parts
  const noteStates = createStateNotes(clock)
  const latest = createLatest<HealthView>()
  let timer: NodeJS.Timeout | undefined
  const view = (): HealthView => {
    const head = ledger.head()
    return {
      at: clock.now(),
      chains: noteStates(watchers().map((watcher) => chainHealth(watcher, releaseRules()))),
      ...backendHealth(backend()),
      ledger: { state: ledger.isDiskFull() ? 'diskFull' : 'ready', entries: head.seq, newestHash: head.hash },
      clockBehindMs: ledger.clockBehindMs(),
    }
  }
  const push = (): void => {
    timer = undefined
    latest.push(view())
  }
  latest.push(view())
  const changed = (): void => {
    timer ??= setTimeout(push, pushEveryMs)
  }
  return {
    follow: (signal) => latest.follow(signal),
    changed,
    askNow: () => {
      const asked = askAll(watchers())
      changed()
      return asked
    },
    stop: () => clearTimeout(timer),
  }
}
