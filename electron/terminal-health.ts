import type { z } from 'zod'
import type { healthView } from '../shared/contract/system.ts'
import type { Ledger } from './ledger/port.ts'
import type { ChainWatcher } from './chains/port.ts'
import { createLatest } from './platform/latest.ts'
import type { Clock } from './platform/clock.ts'

type HealthView = z.infer<typeof healthView>

/** How the parts of the terminal are doing, for the chips of the top bar. */
export type TerminalHealth = Readonly<{
  follow: (signal: AbortSignal | undefined) => AsyncGenerator<HealthView, void>
  /** Something changed: pushes at most four times a second. */
  changed: () => void
  stop: () => void
}>

const pushEveryMs = 250

function chainHealth(watcher: ChainWatcher): HealthView['chains'][number] {
  const sight = watcher.sight()
  const headNumber = sight.headNumber
  const readUpTo = sight.readUpTo?.number
  const tokenProblems = watcher.tokenProblems()
  return {
    chain: watcher.chain.key,
    name: watcher.chain.name,
    state: sight.state,
    ...(headNumber === undefined ? {} : { headNumber }),
    ...(readUpTo === undefined ? {} : { readUpTo }),
    headAt: sight.at,
    behindBlocks: Math.max(0, (headNumber ?? 0) - (readUpTo ?? headNumber ?? 0)),
    endpoints: watcher.endpoints().map((endpoint) => ({ ...endpoint, roles: [...endpoint.roles] })),
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

/** Opens the health of a terminal. */
export function openTerminalHealth(
  parts: Readonly<{ ledger: Ledger; clock: Clock; watchers: () => readonly ChainWatcher[] }>,
): TerminalHealth {
  const { ledger, clock, watchers } = parts
  const latest = createLatest<HealthView>()
  let timer: NodeJS.Timeout | undefined
  const view = (): HealthView => {
    const head = ledger.head()
    return {
      at: clock.now(),
      chains: watchers().map(chainHealth),
      ledger: { state: ledger.isDiskFull() ? 'diskFull' : 'ready', entries: head.seq, newestHash: head.hash },
      clockBehindMs: ledger.clockBehindMs(),
    }
  }
  const push = (): void => {
    timer = undefined
    latest.push(view())
  }
  latest.push(view())
  return {
    follow: (signal) => latest.follow(signal),
    changed: () => {
      timer ??= setTimeout(push, pushEveryMs)
    },
    stop: () => clearTimeout(timer),
  }
}
