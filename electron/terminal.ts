import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ChainSettings, Environment } from '../shared/domain/settings/settings.ts'
import type { ChainSight } from '../shared/domain/verdict/verdict.ts'
import { messageOf, PosError } from '../shared/errors/pos-error.ts'
import type { Api, TerminalRouter } from './api/serve.ts'
import { createRouter } from './api/router.ts'
import { openSessions } from './api/sessions.ts'
import { xpubAddresses } from './backends/selfcustody/xpub-addresses.ts'
import { addressesOfKey, type ReceiveAddresses } from './backends/port.ts'
import { openCatalogImports } from './catalog/import-catalog.ts'
import { watchChain } from './chains/evm/watch-chain.ts'
import { openCustomerDisplay } from './checkout/customer-display.ts'
import { forgetChain } from './checkout/forget-chain.ts'
import { openLookUpDesk } from './checkout/look-up.ts'
import { openLiveCheckouts } from './checkout/live-checkouts.ts'
import { openExposures } from './checkout/open-exposures.ts'
import type { Till } from './checkout/till.ts'
import { openPaymentWatch, type PaymentWatch } from './checkout/watch-payments.ts'
import { openWatchlist } from './checkout/watchlist.ts'
import { openOutbox, type Outbox } from './outbox/open-outbox.ts'
import { writeDatedBackup } from './ledger/dated-backup.ts'
import { openLedger } from './ledger/open-ledger.ts'
import type { Ledger } from './ledger/port.ts'
import type { Clock } from './platform/clock.ts'
import type { Ids } from './platform/ids.ts'
import type { Log } from './platform/log.ts'
import type { SecretSeal } from './platform/secret-seal.ts'
import type { DrillStart } from './practice/drills/drill-start.ts'
import { enterDrill } from './practice/drills/enter-drill.ts'
import type { Drills } from './practice/drills/drills.ts'
import { drillFolder, openDrills, type EnteredDrill } from './practice/drills/open-drills.ts'
import { openPractice, type Practice } from './practice/open-practice.ts'
import { sampleCatalog } from './practice/sample-catalog.ts'
import { defaultReleaseRules, listKnownChains } from './settings/chain-data.ts'
import type { Config } from './settings/config-file.ts'
import { probeChains } from './settings/probe-chains.ts'
import { openSettings, type SettingsStore } from './settings/settings-store.ts'
import { chooseEnvironment, type EnvironmentChoice } from './setup/choose-environment.ts'
import { seedLedger } from './setup/seed-ledger.ts'
import { openSetup } from './setup/setup.ts'
import { startingPoint } from './setup/starting-point.ts'
import { openTerminalHealth } from './terminal-health.ts'
import { openTerminalLimits } from './terminal-limits.ts'
import type { TerminalParts } from './terminal-parts.ts'

/** What a host gives a terminal. `environment` is set when somebody asked for one on purpose. */
export type TerminalOptions = Readonly<{
  dataFolder: string
  environment?: Environment
  config?: Config
  /** Set to open the drill instead of practice, in its own folder. */
  drill?: DrillStart
  version: string
  clock: Clock
  ids: Ids
  log: Log
  /** Seals the credentials of this machine; a host that gives none keeps none. */
  secrets?: SecretSeal
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

/** What a terminal is opened with anew; without an environment as the host was told to. */
export type Restart = Readonly<{ environment?: Environment; drill?: DrillStart }>

/** An open terminal as its host sees it. */
export type OpenTerminal = Readonly<{
  environment: Environment
  router: TerminalRouter
  api: Api
  describe: () => TerminalFacts
  /** Somebody chose another environment, or a drill begins or ends: the host stops this terminal and opens the next. */
  onRestartWanted: (listener: (next: Restart) => void) => void
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

type Durable = Readonly<{
  choice: EnvironmentChoice
  directory: string
  ledger: Ledger
  practice: Practice | undefined
  entered: EnteredDrill | undefined
  settings: SettingsStore
}>

function failOnForeignKey(config: Config | undefined): void {
  const { backend } = config?.settings ?? {}
  if (!backend || xpubAddresses(backend.xpub).ok) return
  const problem = "this is not the extended public key of an account (m/44'/60'/0')"
  throw new PosError('config.invalid', `backend.xpub: ${problem}`, {
    details: { field: 'backend.xpub', problem },
  })
}

/** A drill is practice in a folder of its own, without the configuration: it rules what is practised itself. */
function placeOf({ dataFolder, drill, config }: TerminalOptions, environment: Environment) {
  const own = join(dataFolder, environment)
  if (drill) return { own, directory: drillFolder(own), config: undefined }
  return { own, directory: own, config }
}

/** The durable parts, in the order in which each needs the one before; on failure what was opened is closed again. */
async function openDurable(options: TerminalOptions): Promise<Durable> {
  failOnForeignKey(options.config)
  const choice = chooseEnvironment(options)
  const { environment } = choice
  const { own, directory, config } = placeOf(options, environment)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const { clock, ids, log, version, drill } = options
  const ledger = openLedger({ directory, environment, clock, ids, log, product: `Stablepoint ${version}` })
  let practice: Practice | undefined
  let entered: EnteredDrill | undefined
  try {
    const ownChains = config?.settings.chains !== undefined
    if (environment === 'practice') practice = await openPractice({ directory: own, ownChains, drill, log })
    await seedLedger(ledger, environment, sampleCatalog)
    if (drill) {
      const drillId = ids.next('drill')
      const chains = practice?.nodes ?? []
      entered = { start: drill, drillId, startedSeq: await enterDrill(ledger, drill, { drillId, chains }) }
    }
    const start = startingPoint(environment, config, practice, ledger.settings())
    return { choice, directory, ledger, practice, entered, settings: openSettings(ledger, start) }
  } catch (error) {
    await practice?.stop()
    ledger.close()
    throw error
  }
}

type Watching = Pick<TerminalParts, 'till' | 'liveCheckouts' | 'display' | 'health'> &
  Readonly<{ watch: PaymentWatch; stop: () => Promise<void> }>

/** The parts that follow the chains, and tell the screens. */
function openWatching(options: TerminalOptions, { choice, ledger, practice, settings }: Durable): Watching {
  const { clock, ids, log } = options
  const sights = new Map<string, ChainSight>()
  const addresses = addressesOf(settings)
  const exposures = openExposures(ledger)
  const till: Till = {
    ledger,
    clock,
    ids,
    log,
    settings: settings.current,
    addresses,
    sights,
    exposures,
    shownOffers: new Map(),
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
  const watch = openPaymentWatch({
    till,
    sights,
    watchlist: openWatchlist(ledger, clock),
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
    await watch.stop()
    limits.stop()
    health.stop()
  }
  return { till, liveCheckouts, display, health, watch, stop }
}

type RestartListeners = Set<(next: Restart) => void>

function openParts(
  options: TerminalOptions,
  durable: Durable,
  watching: Watching,
  restart: RestartListeners,
  { drills, outbox }: Readonly<{ drills: Drills; outbox: Outbox }>,
): TerminalParts {
  const { clock, version } = options
  const { choice, directory, ledger, settings } = durable
  const { environment } = choice
  const probe = (next: ChainSettings): ReturnType<typeof probeChains> => probeChains(next, clock)
  const setup = openSetup({
    environment,
    ledger,
    settings,
    choices: listKnownChains(environment),
    offerChoice: () => durable.entered === undefined && choice.offerChoice(),
    choose: (next) => {
      choice.remember(next)
      if (next !== environment) for (const listener of restart) listener({ environment: next })
    },
    rulesFor: (chains) => defaultReleaseRules(chains.chains.map((chain) => chain.key)),
    deriveAddresses: xpubAddresses,
    probe,
  })
  const imports = openCatalogImports(ledger, () => ({
    currency: settings.current().shop.currency,
    taxRates: settings.current().tax.rates,
    findIdByBarcode: (barcode) => ledger.findItemByBarcode(barcode)?.id,
  }))
  const { till, liveCheckouts, display, health, watch } = watching
  return {
    environment,
    version,
    clock,
    ledger,
    settings,
    setup,
    till,
    liveCheckouts,
    outbox,
    display,
    imports,
    health,
    practice: durable.practice?.mode,
    drills,
    watcher: watch.watcher,
    lookUps: openLookUpDesk({ till, senders: watch.senders, watcher: watch.watcher }),
    deriveAddresses: xpubAddresses,
    probeChains: probe,
    backup: () => writeDatedBackup(ledger, join(directory, 'backups'), clock),
  }
}

function openTerminalDrills(
  { clock, ids, log, version, dataFolder }: TerminalOptions,
  { choice, practice, entered }: Durable,
  { till, liveCheckouts, watch }: Watching,
  restart: RestartListeners,
): Drills {
  const { environment } = choice
  const directory = drillFolder(join(dataFolder, environment))
  return openDrills({
    environment,
    till,
    practice,
    entered,
    liveCheckouts,
    scores: { directory, environment, clock, ids, log, product: `Stablepoint ${version}` },
    wake: watch.wake,
    restart: (drill) => {
      for (const listener of restart) listener(drill ? { drill } : {})
    },
  })
}

/**
 * Builds the whole terminal: ledger, settings, chain loops, checkout, api. Knows nothing of Electron.
 * @throws {PosError} `ledger.locked`, `ledger.corrupt`, `config.invalid`, before anything is watched or served
 */
export async function openTerminal(options: TerminalOptions): Promise<OpenTerminal> {
  const { clock, ids, log } = options
  const durable = await openDurable(options)
  const { ledger, practice, settings } = durable
  const watching = openWatching(options, durable)
  const restart: RestartListeners = new Set()
  const drills = openTerminalDrills(options, durable, watching, restart)
  // Nobody sends yet: what would be queued waits, and the screen shows it.
  const outbox = openOutbox({ ledger, clock, log, handlers: {} })
  const router = createRouter(openParts(options, durable, watching, restart, { drills, outbox }))
  const idleSeconds = (): number => settings.current().checkout.idleLockSeconds
  await watching.watch.sync()
  const { environment } = durable.choice
  return {
    environment,
    router,
    api: { router, services: { sessions: openSessions({ clock, ids, idleSeconds }), clock, ids, log } },
    describe: () => describe(environment, settings, practice),
    onRestartWanted: (listener) => restart.add(listener),
    wake: () => {
      watching.watch.wake()
      outbox.wake()
    },
    stop: async () => {
      drills.stop()
      await outbox.stop()
      await watching.stop()
      settings.stop()
      await practice?.stop()
      ledger.close()
    },
  }
}
