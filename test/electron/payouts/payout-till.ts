import type { SettlementBackend } from '../../../electron/backends/settlement-port.ts'
import { createBackendReader } from '../../../electron/credits/poll-backend.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import { openOutbox } from '../../../electron/outbox/open-outbox.ts'
import { openPayouts } from '../../../electron/payouts/payouts.ts'
import { claimForPayouts } from '../../../electron/payouts/record-payout-word.ts'
import type { PayoutDesk } from '../../../electron/payouts/payout-desk.ts'
import type { Clock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import { testSettings } from '../../fixtures/test-till.ts'
import { unsynced } from '../ledger/support/test-ledger.ts'

/** What a shop of the tests has set; accounts cool off for nobody unless a test says so. */
export const payoutSettings: Settings = {
  ...testSettings,
  payouts: { managerMaxMinor: 100_000n, coolOffHours: 0, keepBack: [] },
}

/** What a till that pays out is opened with. */
export type PayoutTillParts = Readonly<{
  directory: string
  clock: Clock
  settings: Settings
  backend: SettlementBackend
  secrets: PayoutDesk['secrets']
  /** What the ledger is wrapped in. */
  wrap?: (ledger: Ledger) => Ledger
  /** False where its watch looks by itself. */
  isManual?: boolean
}>

/** The till of a folder, as it is in memory; nothing in it steps by itself unless told. */
export function openPayoutTill({
  directory,
  clock,
  settings,
  backend,
  secrets,
  wrap = (ledger) => ledger,
  isManual = true,
}: PayoutTillParts) {
  const parts = { clock, ids: randomIds, log: silentLog }
  const ledger = wrap(openLedger({ directory, environment: 'practice', product: 'test', ...parts }, unsynced))
  const reader = createBackendReader({
    ...parts,
    backend,
    ledger,
    record: {
      ids: randomIds,
      settings: () => settings,
      networks: [],
      claims: [claimForPayouts(parts)],
    },
    changed: () => undefined,
  })
  const payouts = openPayouts({
    ...parts,
    ledger,
    settings: () => settings,
    backend: () => backend,
    secrets,
    catchUp: reader.readMovements,
    isManual,
  })
  const outbox = openOutbox({
    ...parts,
    ledger,
    handlers: payouts.handlers,
    schedule: () => () => undefined,
    random: () => 0,
  })
  return { ledger, payouts, outbox, poll: reader.readMovements }
}

/** A till that pays out, opened on a folder. */
export type PayoutTill = ReturnType<typeof openPayoutTill>
