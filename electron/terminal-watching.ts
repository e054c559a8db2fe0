import type { ChainSight } from '../shared/domain/verdict/verdict.ts'
import { messageOf } from '../shared/errors/pos-error.ts'
import { xpubAddresses } from './backends/selfcustody/xpub-addresses.ts'
import { addressesOfKey, firstReady, type ReceiveAddresses } from './backends/port.ts'
import { watchChain } from './chains/evm/watch-chain.ts'
import { openCustomerDisplay } from './checkout/customer-display.ts'
import { forgetChain } from './checkout/forget-chain.ts'
import { openLiveCheckouts } from './checkout/live-checkouts.ts'
import { openExposures } from './checkout/open-exposures.ts'
import type { Till } from './checkout/till.ts'
import { openPaymentWatch, type PaymentWatch } from './checkout/watch-payments.ts'
import { openWatchlist } from './checkout/watchlist.ts'
import { openPayouts } from './payouts/payouts.ts'
import { claimForPayouts } from './payouts/record-payout-word.ts'
import { openRefunds } from './refunds/refunds.ts'
import { claimForRefunds } from './refunds/record-refund-word.ts'
import { openRefundWatch } from './refunds/watch-refunds.ts'
import type { CheckAddress } from './refunds/prepare-refund.ts'
import { checkReturnAddress } from './refunds/check-return-address.ts'
import { connectPaxos } from './connect-paxos.ts'
import { openTerminalPaxos } from './terminal-paxos.ts'
import { type SettingsStore } from './settings/settings-store.ts'
import { openTerminalHealth } from './terminal-health.ts'
import { openTerminalLimits } from './terminal-limits.ts'
import type { SecretStore } from './platform/secret-store.ts'
import type { TerminalParts } from './terminal-parts.ts'
import type { TerminalOptions } from './terminal-options.ts'
import type { Durable } from './terminal-durable.ts'

/** Derives addresses from the key in force; derived anew only when the key changes. */
function addressesOf(settings: SettingsStore): () => ReceiveAddresses | undefined {
  let known: { xpub: string; addresses: ReceiveAddresses | undefined } | undefined
  return () => {
    const xpub = settings.current().backend?.xpub
    if (xpub === undefined) return undefined
    if (known?.xpub !== xpub) {
      const derived = xpubAddresses(xpub)
      known = { xpub, addresses: derived.ok ? addressesOfKey(derived.addresses) : undefined }
    }
    return known.addresses
  }
}

/** What follows the chains and the settlement account, and tells the screens. */
export type Watching = Pick<
  TerminalParts,
  'till' | 'liveCheckouts' | 'display' | 'health' | 'paxos' | 'refunds' | 'payouts'
> &
  Readonly<{ watch: PaymentWatch; checkAddress: CheckAddress; stop: () => Promise<void> }>

/** The parts that follow the chains, and tell the screens. */
export function openWatching(
  options: TerminalOptions,
  { choice, ledger, practice, settings }: Durable,
  secrets: SecretStore,
): Watching {
  const { clock, ids, log } = options
  const sights = new Map<string, ChainSight>()
  const ownAddresses = addressesOf(settings)
  const exposures = openExposures(ledger)
  const till: Till = {
    ledger,
    clock,
    ids,
    log,
    settings: settings.current,
    addresses: () => firstReady(paxos.addresses(), ownAddresses()),
    sights,
    exposures,
    shownOffers: new Map(),
    secondsToCredit: (chain) => paxos.secondsToCredit(chain),
  }
  for (const chain of practice?.begunChains ?? []) {
    // Without a cursor nothing was ever read of it.
    if (!ledger.chainCursor(chain)) continue
    const payments = forgetChain(till, chain)
    log.warn('A practice network began anew; what was not final on it is gone', { chain, payments })
  }
  const liveCheckouts = openLiveCheckouts(till)
  const display = openCustomerDisplay(till, choice.environment)
  const limits = openTerminalLimits({ ledger, log })
  const paxos = openTerminalPaxos({
    ledger,
    clock,
    ids,
    log,
    settings: settings.current,
    connect: (settlement) => connectPaxos(settlement, { play: practice?.paxos, secrets, ledger, clock, log }),
    practiceNetworks: practice?.paxos?.networks,
    claims: [claimForRefunds(log), claimForPayouts({ ids, log })],
    changed: (saleIds) => {
      liveCheckouts.changed([...saleIds])
      saleIds.forEach(display.refresh)
    },
    sighted: () => health.changed(),
  })
  const checkAddress: CheckAddress = async (question) =>
    await checkReturnAddress(
      {
        till,
        watcher: (chain) => watch.watchers().find((watcher) => watcher.chain.key === chain),
        keyAddresses: ownAddresses,
        ownLists: practice?.sanctionsLists ?? [],
      },
      question,
    )
  const refunds = openRefunds({ till, display, backend: paxos.backend, checkAddress })
  const payouts = openPayouts({
    ledger,
    clock,
    ids,
    log,
    settings: settings.current,
    backend: paxos.backend,
    secrets,
    catchUp: paxos.catchUp,
  })
  const refundWatch = openRefundWatch({ ledger, chains: () => settings.current().chains.chains, log })
  const watch = openPaymentWatch({
    till,
    sights,
    watchlist: openWatchlist(ledger, clock),
    refunds: refundWatch,
    start: (options) =>
      limits.follow(watchChain({ ...options, clock, log, limits: limits.of(options.chain) })),
    events: {
      changed: (saleIds) => {
        const changed = [...saleIds]
        liveCheckouts.changed(changed)
        changed.forEach(display.refresh)
      },
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
  })
  const stopFollowing = ledger.onCommitted((entries) => {
    health.changed()
    if (!entries.some((entry) => entry.type === 'settings.changed')) return
    watch
      .sync()
      .catch((error: unknown) => log.error('Chains could not be restarted', { problem: messageOf(error) }))
  })
  const stop = async (): Promise<void> => {
    stopFollowing()
    exposures.stop()
    refundWatch.stop()
    await payouts.stop()
    await paxos.stop()
    await watch.stop()
    limits.stop()
    health.stop()
  }
  return { till, liveCheckouts, display, health, watch, paxos, refunds, payouts, checkAddress, stop }
}
