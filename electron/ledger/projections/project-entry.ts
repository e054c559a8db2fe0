import { isEntryOf } from '../../../shared/domain/ledger/is-entry-of.ts'
import type { EntryType, JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import { payoutEntries } from '../../../shared/domain/ledger/payout-entry-types.ts'
import { unreachable } from '../../../shared/errors/assert.ts'
import type { Store } from '../store.ts'
import { projectArrival, projectArrivalOrphaned } from './project-arrival.ts'
import { projectCase } from './project-case.ts'
import { projectItemRemoved, projectItems } from './project-catalog.ts'
import { projectInvoiceExtended, projectInvoiceOpened, projectInvoiceStep } from './project-invoice.ts'
import {
  projectPaymentConfirmed,
  projectPaymentDetected,
  projectPaymentStep,
  projectPaymentWitnessed,
} from './project-payment.ts'
import { projectPayoutEntry } from './project-payout-entry.ts'
import { projectSaleOpened, projectSaleTold } from './project-sale.ts'
import { projectRefundRequested, projectRefundStep } from './project-refund.ts'
import { projectRestored, projectSetting, projectStaffMember } from './project-shop.ts'
import { projectAddressPooled, projectMovement } from './project-settlement.ts'
import type { SaleStates } from './sale-states.ts'

/** History that no read table shows. */
const historyOnly = [
  'arrival.capped',
  'ledger.opened',
  'staff.pinChanged',
  'staff.lockedOut',
  'setup.completed',
  'outbox.givenUp',
  'drill.started',
  'drill.played',
  'drill.answered',
  'drill.finished',
] as const satisfies readonly EntryType[]

/** Steps of a refund after its request. */
const refundSteps = [
  'refund.approved',
  'refund.declined',
  'refund.cancelled',
  'refund.reserved',
  'refund.submitted',
  'refund.broadcast',
  'refund.confirmed',
  'refund.failed',
  'refund.unknown',
  'refund.reopened',
] as const satisfies readonly EntryType[]

/**
 * Writes what one entry means into the read tables. It reads nothing but the entry and the read tables, so that a replay
 * of the journal gives the same tables. A new type of entry does not compile until it is named here.
 */
export function projectEntry(store: Store, states: SaleStates, entry: JournalEntry): void {
  if (isEntryOf(historyOnly, entry)) return undefined
  if (isEntryOf(refundSteps, entry)) return projectRefundStep(store, states, entry)
  if (isEntryOf(payoutEntries, entry)) return projectPayoutEntry(store, entry)
  switch (entry.type) {
    case 'ledger.restored':
      return projectRestored(store, entry)
    case 'settings.changed':
      return projectSetting(store, entry)
    case 'staff.added':
    case 'staff.changed':
      return projectStaffMember(store, entry)
    case 'catalog.saved':
      return projectItems(store, entry.seq, [entry.body])
    case 'catalog.imported':
      return projectItems(store, entry.seq, entry.body.items)
    case 'catalog.removed':
      return projectItemRemoved(store, entry)
    case 'sale.opened':
      return projectSaleOpened(store, states, entry)
    case 'invoice.opened':
      return projectInvoiceOpened(store, states, entry)
    case 'invoice.extended':
      return projectInvoiceExtended(store, states, entry)
    case 'invoice.detected':
    case 'invoice.confirmed':
    case 'invoice.settled':
    case 'invoice.reverted':
    case 'invoice.reopened':
    case 'invoice.expired':
    case 'invoice.noted':
    case 'invoice.voided':
      return projectInvoiceStep(states, entry.seq, entry.body)
    case 'payment.detected':
      return projectPaymentDetected(store, states, entry)
    case 'payment.confirmed':
      return projectPaymentConfirmed(store, states, entry)
    case 'payment.witnessed':
      return projectPaymentWitnessed(store, states, entry)
    case 'payment.settled':
      return projectPaymentStep(store, states, entry.seq, entry.body, 'settled')
    case 'payment.orphaned':
      return projectPaymentStep(store, states, entry.seq, entry.body, 'orphaned')
    case 'payment.replaced':
    case 'sale.lookedUp':
      return projectSaleTold(states, entry)
    case 'address.pooled':
      return projectAddressPooled(store, entry)
    case 'movement.recorded':
      return projectMovement(store, states, entry)
    case 'refund.requested':
      return projectRefundRequested(store, states, entry)
    case 'arrival.recorded':
      return projectArrival(store, states, entry)
    case 'arrival.orphaned':
      return projectArrivalOrphaned(store, states, entry)
    case 'case.opened':
    case 'case.joined':
    case 'case.reopened':
    case 'case.assigned':
    case 'case.noted':
    case 'case.resolved':
      return projectCase(store, entry)
    default:
      return unreachable(entry)
  }
}
