import type { ChainSight } from '../shared/domain/verdict/verdict.ts'
import { messageOf } from '../shared/errors/pos-error.ts'
import { firstReady } from './backends/port.ts'
import { watchChain } from './chains/evm/watch-chain.ts'
import { openCustomerDisplay } from './checkout/customer-display.ts'
import { forgetChain } from './checkout/forget-chain.ts'
import { openLiveCheckouts } from './checkout/live-checkouts.ts'
import { openExposures } from './checkout/open-exposures.ts'
import type { Till } from './checkout/till.ts'
import { openPaymentWatch, type PaymentWatch } from './checkout/watch-payments.ts'
import { openWatchlist } from './checkout/watchlist.ts'
import type { CheckAddress } from './refunds/prepare-refund.ts'
import { openTerminalHealth } from './terminal-health.ts'
import { openTerminalLimits } from './terminal-limits.ts'
import type { SecretStore } from './platform/secret-store.ts'
import type { TerminalParts } from './terminal-parts.ts'
import type { TerminalOptions } from './terminal-options.ts'
import type { Durable } from './terminal-durable.ts'

import { ownAddressesOf } from './terminal-addresses.ts'
import { openTerminalMoney } from './terminal-money.ts'

/** What follows the chains and the settlement account, and tells the screens. */
export type Watching = Pick<
  TerminalParts,
  'till' | 'liveCheckouts' | 'display' | 'health' | 'paxos' | 'refunds' | 'payouts'
> &
  Readonly<{ watch: PaymentWatch; checkAddress: CheckAddress; stop: () => Promise<void> }>

/** What was not final on a practice network that began anew is gone. */
function forgetBegunChains(till: Till, begun: readonly string[]): void {
  for (const chain of begun) {
    // Without a cursor nothing was ever read of it.
    if (!till.ledger.chainCursor(chain)) continue
    const payments = forgetChain(till, chain)
    till.log.warn('A practice network began anew; what was not final on it is gone', { chain, payments })
  }
}

/** Screens that show a sale hear that it changed. */
function tellOfSales(liveCheckouts: Watching['liveCheckouts'], display: Watching['display']) {
  return (saleIds: Iterable<string>): void => {
    const changed = [...saleIds]
    liveCheckouts.changed(changed)
    changed.forEach(display.refresh)
  }
}

/** Every entry is news to those who look at the health of the till; new settings may be of other chains. */
function followJournal({ ledger, log }: Till, watch: PaymentWatch, health: Watching['health']): () => void {
  return ledger.onCommitted((entries) => {
    health.changed()
    if (!entries.some((entry) => entry.type === 'settings.changed')) return
    watch
      .sync()
      .catch((error: unknown) => log.error('Chains could not be restarted', { problem: messageOf(error) }))
  })
}

/** The parts that follow the chains, and tell the screens. */
export function openWatching(options: TerminalOptions, durable: Durable, secrets: SecretStore): Watching {
  const { choice, ledger, practice, settings } = durable
  const { clock, ids, log } = options
  const sights = new Map<string, ChainSight>()
  const ownAddresses = ownAddressesOf(settings)
  const exposures = openExposures(ledger)
  const till: Till = {
    ledger,
    clock,
    ids,
    log,
    settings: settings.current,
    addresses: () => firstReady(money.paxos.addresses(), ownAddresses()),
    sights,
    exposures,
    shownOffers: new Map(),
    secondsToCredit: (chain) => money.paxos.secondsToCredit(chain),
  }
  forgetBegunChains(till, practice?.begunChains ?? [])
  const liveCheckouts = openLiveCheckouts(till)
  const display = openCustomerDisplay(till, choice.environment)
  const limits = openTerminalLimits({ ledger, log })
  const salesChanged = tellOfSales(liveCheckouts, display)
  const money = openTerminalMoney({
    till,
    durable,
    secrets,
    display,
    ownAddresses,
    watcher: (chain) => watch.watchers().find((watcher) => watcher.chain.key === chain),
    changed: salesChanged,
    sighted: () => health.changed(),
  })
  const watch = openPaymentWatch({
    till,
    sights,
    watchlist: openWatchlist(ledger, clock),
    refunds: money.refundWatch,
    start: (options) =>
      limits.follow(watchChain({ ...options, clock, log, limits: limits.of(options.chain) })),
    events: {
      changed: salesChanged,
      sighted: () => {
        liveCheckouts.allChanged()
        display.refreshShown()
        health.changed()
      },
    },
  })
  const health = openTerminalHealth({
    ledger,
    clock,
    watchers: watch.watchers,
    releaseRules: () => settings.current().releaseRules,
    backend: () => money.paxos.sight(),
  })
  const stopFollowing = followJournal(till, watch, health)
  const stop = async (): Promise<void> => {
    stopFollowing()
    exposures.stop()
    await money.stop()
    await watch.stop()
    limits.stop()
    health.stop()
  }
  const { paxos, refunds, payouts, checkAddress } = money
  return { till, liveCheckouts, display, health, watch, paxos, refunds, payouts, checkAddress, stop }
}
