import type { ContractRouterClient } from '@orpc/contract'
import { balancesContract } from './balances.ts'
import { casesContract } from './cases.ts'
import { catalogContract } from './catalog.ts'
import { checkoutContract, displayContract } from './checkout.ts'
import { drillsContract } from './drills.ts'
import { outboxContract } from './outbox.ts'
import { banksContract, payoutRulesContract, payoutsContract } from './payouts.ts'
import { refundsContract } from './refunds.ts'
import { feedContract, salesContract } from './sales.ts'
import { sessionContract } from './session.ts'
import { settlementContract } from './settlement.ts'
import { settingsContract } from './settings.ts'
import { practiceContract, setupContract, systemContract } from './system.ts'

/** Everything a screen may ask of the terminal: the only names that both sides know. */
export const contract = {
  session: sessionContract,
  setup: setupContract,
  checkout: checkoutContract,
  display: displayContract,
  sales: salesContract,
  feed: feedContract,
  cases: casesContract,
  refunds: refundsContract,
  payouts: payoutsContract,
  banks: banksContract,
  payoutRules: payoutRulesContract,
  balances: balancesContract,
  outbox: outboxContract,
  catalog: catalogContract,
  settings: settingsContract,
  settlement: settlementContract,
  system: systemContract,
  practice: practiceContract,
  drills: drillsContract,
}

/** The terminal as a client sees it. */
export type TerminalClient = ContractRouterClient<typeof contract>
