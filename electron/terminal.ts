import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../shared/domain/settings/settings.ts'
import type { ChainSight } from '../shared/domain/verdict/verdict.ts'
import type { Api, TerminalRouter } from './api/serve.ts'
import { createRouter } from './api/router.ts'
import { openSessions } from './api/sessions.ts'
import { xpubAddresses } from './backends/selfcustody/xpub-addresses.ts'
import type { Addresses } from './backends/port.ts'
import { openCatalogImports, type CatalogImports } from './catalog/import-catalog.ts'
import { watchChain } from './chains/evm/watch-chain.ts'
import type { ChainWatcher } from './chains/port.ts'
import { openCustomerDisplay, type CustomerDisplay } from './checkout/customer-display.ts'
import { openLiveCheckouts, type LiveCheckouts } from './checkout/live-checkouts.ts'
import type { Till } from './checkout/till.ts'
import { openPaymentWatch } from './checkout/watch-payments.ts'
import { openWatchlist } from './checkout/watchlist.ts'
import { writeDatedBackup } from './ledger/dated-backup.ts'
import { openLedger } from './ledger/open-ledger.ts'
import type { Ledger } from './ledger/port.ts'
import type { Clock } from './platform/clock.ts'
import type { Ids } from './platform/ids.ts'
import type { Log } from './platform/log.ts'
import { openPractice, type Practice } from './practice/open-practice.ts'
import { sampleCatalog } from './practice/sample-catalog.ts'
import type { PracticeMode } from './practice/practice-mode.ts'
import { defaultReleaseRules, listKnownChains } from './settings/chain-data.ts'
import type { Config } from './settings/config-file.ts'
import { probeChains } from './settings/probe-chains.ts'
import { openSettings, type SettingsStore } from './settings/settings-store.ts'
import { chooseEnvironment, type EnvironmentChoice } from './setup/choose-environment.ts'
import { startingPoint } from './setup/starting-point.ts'
import { seedLedger } from './setup/seed-ledger.ts'
import { openSetup, type Setup } from './setup/setup.ts'
import { openTerminalHealth, type TerminalHealth } from './terminal-health.ts'

/** What a host gives a terminal. `environment` is set when somebody asked for one on purpose. */
export type TerminalOptions = Readonly<{
  dataFolder: string
  environment?: Environment
  config?: Config
  version: string
  clock: Clock
  ids: Ids
  log: Log
}>

/** The parts of an open terminal that the api works with. */
export type Terminal = Readonly<{
  environment: Environment
  version: string
  clock: Clock
  ledger: Ledger
  settings: SettingsStore
  setup: Setup
  till: Till
  liveCheckouts: LiveCheckouts
  display: CustomerDisplay
  imports: CatalogImports
  health: TerminalHealth
  practice: PracticeMode | undefined
  watcher: (chain: string) => ChainWatcher | undefined
  probeChains: Parameters<typeof openSetup>[0]['probe']
  backup: () => ReturnType<typeof writeDatedBackup>
}>

/** What a host prints when the terminal is ready. */
export type TerminalFacts = Readonly<{
  environment: Environment
  chains: readonly Readonly<{
    name: string
    chainId: number
    rpcUrl: string
    tokens: readonly Readonly<{ symbol: string; address: string; decimals: number }>[]
  }>[]
  practice?: Readonly<{ customerKey: string }>
}>

/** An open terminal as its host sees it. */
export type OpenTerminal = Readonly<{
  environment: Environment
  router: TerminalRouter
  api: Api
  describe: () => TerminalFacts
  /** Somebody chose another environment at first start: the host stops this terminal and opens the next. */
  onRestartWanted: (listener: (environment: Environment) => void) => void
  /** The machine woke up: every open invoice is checked again now. */
  wake: () => void
  stop: () => Promise<void>
}>

function describe(
  environment: Environment,
  settings: SettingsStore,
  practice: Practice | undefined,
): TerminalFacts {
  const { chains, tokens } = settings.current().chains
  return {
    environment,
    chains: chains
      .filter((chain) => chain.enabled)
      .map((chain) => ({
        name: chain.name,
        chainId: chain.chainId,
        rpcUrl: chain.endpoints[0] ?? '',
        tokens: tokens
          .filter((token) => token.chain === chain.key && token.enabled)
          .map(({ symbol, address, decimals }) => ({ symbol, address, decimals })),
      })),
    ...(practice ? { practice: { customerKey: practice.customerKey } } : {}),
  }
}

/** Derives addresses from the key in force; derived anew only when the key changes. */
function addressesOf(settings: SettingsStore): () => Addresses | undefined {
  let known: { xpub: string; addresses: Addresses | undefined } | undefined
  return () => {
    const xpub = settings.current().backend?.xpub
    if (xpub === undefined) return undefined
    if (known?.xpub !== xpub) {
      const derived = xpubAddresses(xpub)
      known = { xpub, addresses: derived.ok ? derived.addresses : undefined }
    }
    return known.addresses
  }
}

type Opened = Readonly<{
  choice: EnvironmentChoice
  ledger: Ledger
  practice: Practice | undefined
  settings: SettingsStore
}>

/** The durable parts, in the order in which each needs the one before; on failure what was opened is closed again. */
async function openParts(options: TerminalOptions): Promise<Opened> {
  const choice = chooseEnvironment(options)
  const directory = join(options.dataFolder, choice.environment)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const ledger = openLedger({
    directory,
    environment: choice.environment,
    clock: options.clock,
    ids: options.ids,
    log: options.log,
    product: `Stablepoint ${options.version}`,
  })
  let practice: Practice | undefined
  try {
    const ownChains = options.config?.settings.chains !== undefined
    if (choice.environment === 'practice') practice = await openPractice({ directory, ownChains, log: options.log })
    await seedLedger(ledger, choice.environment, sampleCatalog)
    const start = startingPoint(choice.environment, options.config, practice, ledger.settings())
    return { choice, ledger, practice, settings: openSettings(ledger, start) }
  } catch (error) {
    await practice?.stop()
    ledger.close()
    throw error
  }
}

/**
 * Builds the whole terminal: ledger, settings, chain loops, checkout, api. Knows nothing of Electron.
 * @throws {PosError} `ledger.locked`, `ledger.corrupt`, `config.invalid`, before anything is watched or served
 */
export async function openTerminal(options: TerminalOptions): Promise<OpenTerminal> {
  const { clock, ids, log, version } = options
  const { choice, ledger, practice, settings } = await openParts(options)
  const { environment } = choice
  const restartListeners = new Set<(environment: Environment) => void>()
  const sights = new Map<string, ChainSight>()
  const till: Till = {
    ledger,
    clock,
    ids,
    log,
    settings: settings.current,
    addresses: addressesOf(settings),
    sights,
    shownOffers: new Map(),
  }
  const liveCheckouts = openLiveCheckouts(till)
  const display = openCustomerDisplay(till, environment)
  const watch = openPaymentWatch({
    till,
    sights,
    watchlist: openWatchlist(ledger, clock),
    start: ({ chain, tokens, sink }) => watchChain({ chain, tokens, sink, clock, log }),
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
  const health = openTerminalHealth({ ledger, clock, watchers: watch.watchers })
  const stopFollowing = ledger.onCommitted((entries) => {
    if (entries.some((entry) => entry.type === 'settings.changed'))
      void watch
        .sync()
        .catch((error: unknown) => log.error('Chains could not be restarted', { problem: String(error) }))
    health.changed()
  })
  const setup = openSetup({
    environment,
    ledger,
    settings,
    choices: listKnownChains(environment),
    offerChoice: choice.offerChoice,
    choose: (next) => {
      choice.remember(next)
      if (next !== environment) for (const listener of restartListeners) listener(next)
    },
    rulesFor: (chains) => defaultReleaseRules(chains.chains.map((chain) => chain.key)),
    probe: (next) => probeChains(next, clock),
  })
  const terminal: Terminal = {
    environment,
    version,
    clock,
    ledger,
    settings,
    setup,
    till,
    liveCheckouts,
    display,
    imports: openCatalogImports(ledger, () => ({
      currency: settings.current().shop.currency,
      taxRates: settings.current().tax.rates,
      findIdByBarcode: (barcode) => ledger.findItemByBarcode(barcode)?.id,
    })),
    health,
    practice: practice?.mode,
    watcher: watch.watcher,
    probeChains: (next) => probeChains(next, clock),
    backup: () => writeDatedBackup(ledger, join(options.dataFolder, environment, 'backups'), clock),
  }
  const sessions = openSessions({
    clock,
    ids,
    idleSeconds: () => settings.current().checkout.idleLockSeconds,
  })
  const router = createRouter(terminal)
  await watch.sync()
  return {
    environment,
    router,
    api: { router, services: { sessions, clock, ids, log } },
    describe: () => describe(environment, settings, practice),
    onRestartWanted: (listener) => restartListeners.add(listener),
    wake: watch.wake,
    stop: async () => {
      stopFollowing()
      await watch.stop()
      health.stop()
      settings.stop()
      await practice?.stop()
      ledger.close()
    },
  }
}
