import type { Address } from 'viem'
import type { Clock } from '../../../platform/clock.ts'
import type { Log } from '../../../platform/log.ts'
import { instantOfMs } from './instants.ts'
import type { Outcomes } from './outcomes.ts'
import type { StandinChain } from './standin-chain.ts'
import type { Store } from './store.ts'
import type { Terms } from './terms.ts'

/** What "not set" looks like in an id. */
export const zeroUuid = '00000000-0000-0000-0000-000000000000'

/** Everything a resource works with. */
export type World = Readonly<{
  store: Store
  clock: Clock
  log: Log
  uuid: () => string
  customerId: string
  terms: () => Terms
  outcomes: Outcomes
  chains: readonly StandinChain[]
  /** The n-th EVM deposit address. */
  addressAt: (index: number) => Address
  /** A time for a row: the clock's, and later than every one before, unless rows are to share theirs. */
  stamp: () => bigint
  /** From now on all rows carry the same time, or no longer. */
  stampAlike: (isOn: boolean) => void
}>

/** Gives out the times of rows. */
export function openStamps(store: Store, clock: Clock): Pick<World, 'stamp' | 'stampAlike'> {
  let last = store.newestNs()
  let shared: bigint | undefined
  const stamp = (): bigint => {
    if (shared !== undefined) return shared
    const now = instantOfMs(clock.now())
    last = now > last ? now : last + 1n
    return last
  }
  return {
    stamp,
    stampAlike: (isOn) => {
      shared = isOn ? stamp() : undefined
    },
  }
}

/** The chain that stands in for a network, if there is one. */
export function chainOf(world: World, network: string): StandinChain | undefined {
  return world.chains.find((chain) => chain.network === network)
}

/** Plans work for some seconds from now. */
export function scheduleIn(world: World, seconds: number, kind: string, subject: string): void {
  world.store.schedule(world.clock.now() + seconds * 1_000, kind, subject)
}
