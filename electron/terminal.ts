import { join } from 'node:path'
import type { ChainSettings, Environment } from '../shared/domain/settings/settings.ts'
import { createRouter } from './api/router.ts'
import { openSessions } from './api/sessions.ts'
import { xpubAddresses } from './backends/selfcustody/xpub-addresses.ts'
import { openCatalogImports } from './catalog/import-catalog.ts'
import { openLookUpDesk } from './checkout/look-up.ts'
import { refundSender } from './refunds/send-refund.ts'
import type { Ledger } from './ledger/port.ts'
import { openOutbox, type Outbox } from './outbox/open-outbox.ts'
import { writeDatedBackup } from './ledger/dated-backup.ts'
import type { Drills } from './practice/drills/drills.ts'
import { drillFolder, openDrills } from './practice/drills/open-drills.ts'
import { type Practice } from './practice/open-practice.ts'
import { defaultReleaseRules, listKnownChains } from './settings/chain-data.ts'
import { probeChains } from './settings/probe-chains.ts'
import { type SettingsStore } from './settings/settings-store.ts'
import { openSetup } from './setup/setup.ts'
import type { TerminalParts } from './terminal-parts.ts'
import { openTerminalSettlement, type TerminalSettlement } from './terminal-settlement.ts'
import type { TerminalOptions, TerminalFacts, Restart, OpenTerminal } from './terminal-options.ts'
import { type Durable, openDurable } from './terminal-durable.ts'
import { type Watching, openWatching } from './terminal-watching.ts'

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

type RestartListeners = Set<(next: Restart) => void>

function openParts(
  options: TerminalOptions,
  durable: Durable,
  watching: Watching,
  restart: RestartListeners,
  {
    drills,
    outbox,
    settlement,
  }: Readonly<{ drills: Drills; outbox: Outbox; settlement: TerminalSettlement }>,
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
  const { till, liveCheckouts, display, health, watch, paxos, refunds, payouts } = watching
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
    settlement: settlement.setup,
    display,
    paxos,
    refunds,
    payouts,
    imports,
    health,
    practice: durable.practice?.mode,
    outage: durable.practice?.paxos?.outage,
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

/** Whether anything of the shop is still on its way through the account: it is not taken away under that. */
function hasUnfinished(ledger: Ledger): boolean {
  const { waiting, dead } = ledger.countQueued()
  const refunds = ledger.listRefunds({
    statuses: ['reserved', 'submitted', 'broadcast', 'unknown'],
    limit: 1,
  })
  const payouts = ledger.listPayouts({
    statuses: ['approved', 'submitted', 'processing', 'unknown'],
    limit: 1,
  })
  return waiting + dead + refunds.length + payouts.length > 0
}

const hastenMax = 200

/** What waits for an account that answers again is sent now, and not at the end of a pause that grew with the silence. */
function hastenWaiting(ledger: Ledger, outbox: Outbox): void {
  const { calls } = ledger.listQueued({ ended: false, limit: hastenMax })
  for (const { id, state } of calls) if (state === 'pending') outbox.sendNow(id)
}

/**
 * Builds the whole terminal: ledger, settings, chain loops, checkout, api. Knows nothing of Electron.
 * @throws {PosError} `ledger.locked`, `ledger.corrupt`, `config.invalid`, before anything is watched or served
 */
export async function openTerminal(options: TerminalOptions): Promise<OpenTerminal> {
  const { clock, ids, log } = options
  const durable = await openDurable(options)
  const { ledger, practice, settings } = durable
  const settlement = openTerminalSettlement({
    environment: durable.choice.environment,
    directory: durable.directory,
    seal: options.secrets,
    play: () => durable.practice?.paxos,
    hasUnfinished: () => hasUnfinished(ledger),
    ledger,
    settings,
    clock,
    log,
  })
  const watching = openWatching(options, durable, settlement.secrets)
  const restart: RestartListeners = new Set()
  const drills = openTerminalDrills(options, durable, watching, restart)
  const { paxos, payouts, checkAddress } = watching
  const handlers = {
    ...payouts.handlers,
    'refund.send': refundSender({ ledger, clock, log, backend: paxos.backend, checkAddress }),
  }
  const outbox = openOutbox({ ledger, clock, log, handlers })
  paxos.onAnswered(() => hastenWaiting(ledger, outbox))
  await settlement.setup.forgetUnused()
  const router = createRouter(openParts(options, durable, watching, restart, { drills, outbox, settlement }))
  const idleSeconds = (): number => settings.current().checkout.idleLockSeconds
  await watching.watch.sync()
  await paxos.sync()
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
