import type { Offer } from '../../shared/domain/invoice/invoice.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import { findUnpayable, type Unpayable } from '../../shared/domain/tokens/token-health.ts'
import type { ChainTiming } from '../../shared/domain/policy/release-progress.ts'
import type { ChainSight } from '../../shared/domain/verdict/verdict.ts'
import type { ReceiveAddresses } from '../backends/port.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Exposures } from './open-exposures.ts'

/**
 * What the use cases of a sale work with: the ledger, the clock, the settings in force, where money is received, and
 * what is known of each chain right now.
 */
export type Till = Readonly<{
  ledger: Ledger
  clock: Clock
  ids: Ids
  log: Log
  settings: () => Settings
  addresses: () => ReceiveAddresses | undefined
  sights: ReadonlyMap<string, ChainSight>
  /** What goods have left on and is not final. */
  exposures: Exposures
  /** The offer each customer was last shown, by sale; a matter of the screens and not of the books. */
  shownOffers: Map<string, string>
  /** Seconds from a payment on a chain to money at the settlement backend; `undefined` where none receives. */
  secondsToCredit?: (chain: string) => number | undefined
}>

/** Timing of the chains in the settings, switched on or not: a payment may still wait on one switched off. */
export function chainTimings(settings: Settings): ReadonlyMap<string, ChainTiming> {
  return new Map(settings.chains.chains.map((chain) => [chain.key, chain]))
}

/** Why an offer cannot be paid now, by what its token's contract says; `undefined` when nothing is known against it. */
export function findOfferProblem(
  { sights }: Pick<Till, 'sights'>,
  { chain, currency, address }: Pick<Offer, 'chain' | 'currency' | 'address'>,
): Unpayable | undefined {
  return findUnpayable(sights.get(chain)?.tokens ?? [], currency, address)
}

/** A chain that was never heard of is silent. */
export function sightOf(till: Pick<Till, 'sights' | 'clock'>, chain: string): ChainSight {
  return (
    till.sights.get(chain) ?? {
      chain,
      state: 'silent',
      source: chain,
      at: till.clock.now(),
      problem: 'The network has not answered yet',
    }
  )
}
