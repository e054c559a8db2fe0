import type { TerminalParts } from '../terminal-parts.ts'
import { banksApi, payoutRulesApi } from './banks.ts'
import { casesApi } from './cases.ts'
import { catalogApi } from './catalog.ts'
import { checkoutApi, displayApi } from './checkout.ts'
import { drillsApi } from './drills.ts'
import { os } from './middleware.ts'
import type { TerminalRouter } from './serve.ts'
import { outboxApi } from './outbox.ts'
import { balancesApi, payoutsApi } from './payouts.ts'
import { practiceApi } from './practice.ts'
import { refundsApi } from './refunds.ts'
import { feedApi, salesApi } from './sales.ts'
import { sessionApi } from './session.ts'
import { settlementApi } from './settlement.ts'
import { settingsApi } from './settings.ts'
import { setupApi } from './setup.ts'
import { systemApi } from './system.ts'

/** The whole contract, implemented; a procedure without an implementation does not compile. */
export function createRouter(terminal: TerminalParts): TerminalRouter {
  return os.router({
    session: sessionApi(terminal),
    setup: setupApi(terminal),
    checkout: checkoutApi(terminal),
    display: displayApi(terminal),
    sales: salesApi(terminal),
    feed: feedApi(terminal),
    cases: casesApi(terminal),
    refunds: refundsApi(terminal),
    payouts: payoutsApi(terminal),
    banks: banksApi(terminal),
    payoutRules: payoutRulesApi(terminal),
    balances: balancesApi(terminal),
    outbox: outboxApi(terminal),
    catalog: catalogApi(terminal),
    settings: settingsApi(terminal),
    settlement: settlementApi(terminal),
    system: systemApi(terminal),
    practice: practiceApi(terminal),
    drills: drillsApi(terminal),
  })
}
