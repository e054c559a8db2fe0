import type { ChainSettings, Environment } from '../shared/domain/settings/settings.ts'
import type { Rejected } from '../shared/errors/rejected.ts'
import type { DeriveAddresses } from './backends/port.ts'
import type { CatalogImports } from './catalog/import-catalog.ts'
import type { ChainWatcher } from './chains/port.ts'
import type { CustomerDisplay } from './checkout/customer-display.ts'
import type { LiveCheckouts } from './checkout/live-checkouts.ts'
import type { LookUpDesk } from './checkout/look-up.ts'
import type { Till } from './checkout/till.ts'
import type { writeDatedBackup } from './ledger/dated-backup.ts'
import type { Ledger } from './ledger/port.ts'
import type { Outbox } from './outbox/open-outbox.ts'
import type { Clock } from './platform/clock.ts'
import type { Drills } from './practice/drills/drills.ts'
import type { PracticeOutage } from './practice/open-practice-paxos.ts'
import type { PracticeMode } from './practice/practice-mode.ts'
import type { SettingsStore } from './settings/settings-store.ts'
import type { SettlementSetup } from './settlement-setup/settlement-setup.ts'
import type { Setup } from './setup/setup.ts'
import type { TerminalPaxos } from './terminal-paxos.ts'
import type { Payouts } from './payouts/payouts.ts'
import type { Refunds } from './refunds/refunds.ts'
import type { TerminalHealth } from './terminal-health.ts'

/** The parts of an open terminal that the api works with. */
export type TerminalParts = Readonly<{
  environment: Environment
  version: string
  clock: Clock
  ledger: Ledger
  settings: SettingsStore
  setup: Setup
  till: Till
  liveCheckouts: LiveCheckouts
  outbox: Outbox
  /** The settlement account as it is connected now. */
  paxos: TerminalPaxos
  refunds: Refunds
  payouts: Payouts
  settlement: SettlementSetup
  display: CustomerDisplay
  imports: CatalogImports
  health: TerminalHealth
  /** The practice customer; nobody outside practice, and nobody where a configuration brings the chains. */
  practice: PracticeMode | undefined
  /** The outage of the play Paxos; nothing where there is none. */
  outage: PracticeOutage | undefined
  drills: Drills
  watcher: (chain: string) => ChainWatcher | undefined
  lookUps: LookUpDesk
  deriveAddresses: DeriveAddresses
  probeChains: (next: ChainSettings) => Promise<{ ok: true } | Rejected>
  backup: () => ReturnType<typeof writeDatedBackup>
}>
