import { isEntryOf } from '../../../shared/domain/ledger/is-entry-of.ts'
import type { JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import {
  bankSteps,
  payoutSteps,
  type PayoutEntryType,
} from '../../../shared/domain/ledger/payout-entry-types.ts'
import type { Store } from '../store.ts'
import { projectBankAdded, projectBankStep } from './project-bank.ts'
import { projectPayoutRequested, projectPayoutStep } from './project-payout.ts'
import { projectRuleAdded, projectRuleStep } from './project-rule.ts'

/** An entry about payouts, bank accounts or standing orders. */
type PayoutEntry = Extract<JournalEntry, Readonly<{ type: PayoutEntryType }>>

/** What one entry about payouts, bank accounts or standing orders means for their tables. */
export function projectPayoutEntry(store: Store, entry: PayoutEntry): void {
  if (isEntryOf(payoutSteps, entry)) return projectPayoutStep(store, entry)
  if (isEntryOf(bankSteps, entry)) return projectBankStep(store, entry)
  switch (entry.type) {
    case 'payout.requested':
      return projectPayoutRequested(store, entry)
    case 'bank.added':
      return projectBankAdded(store, entry)
    case 'rule.added':
      return projectRuleAdded(store, entry)
    case 'rule.approved':
    case 'rule.declined':
    case 'rule.reviewed':
    case 'rule.ended':
    case 'rule.ran':
      return projectRuleStep(store, entry)
  }
}
