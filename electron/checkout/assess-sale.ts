import { assertInvariant, unreachable } from '../../shared/errors/assert.ts'
import type { InvoiceEvent } from '../../shared/domain/invoice/invoice-lifecycle.ts'
import { applyInvoiceEvent } from '../../shared/domain/invoice/invoice-lifecycle.ts'
import type { InvoiceStatus } from '../../shared/domain/invoice/invoice.ts'
import type { InvoiceStep, NewEntry, PaymentStep } from '../../shared/domain/ledger/journal-entry.ts'
import { reversed } from '../../shared/domain/ledger/posting.ts'
import { postRecognised, postRoundedOff, postSettled } from '../../shared/domain/ledger/sale-postings.ts'
import { offerFor } from '../../shared/domain/payment/coverage.ts'
import type { Payment } from '../../shared/domain/payment/payment.ts'
import type { AppliedRule } from '../../shared/domain/policy/release-rule.ts'
import { openExposureOf } from '../../shared/domain/verdict/open-exposure.ts'
import { assess, type Assessment } from '../../shared/domain/verdict/assess.ts'
import type { UsedPayment } from '../../shared/domain/verdict/standing.ts'
import { raiseCases } from '../cases/raise-cases.ts'
import type { LedgerReader, LedgerTransaction, SaleFacts } from '../ledger/port.ts'
import { chainTimings, type Till } from './till.ts'

/** The actor of entries that no person made. */
export const watcherActor = 'till'

/**
 * The verdict on a sale as the till sees it now; writes nothing.
 * @param recognised keys of the payments that the books rest on, needed where the answer is recorded
 * @param reader the transaction that learnt the facts, where there is one
 */
export function assessFacts(
  till: Till,
  facts: SaleFacts,
  recognised: readonly string[] = [],
  reader: Pick<LedgerReader, 'arrivalsOf' | 'settingsSeq'> = till.ledger,
): Assessment {
  const settings = till.settings()
  const shown = till.shownOffers.get(facts.sale.id)
  const focusChain = facts.invoice.offers.find((offer) => offer.id === shown)?.chain
  return assess({
    invoice: facts.invoice,
    payments: facts.payments,
    arrivals: reader.arrivalsOf(facts.sale.id),
    rules: settings.releaseRules,
    settingsSeq: reader.settingsSeq('releaseRules'),
    caps: settings.exposureCaps,
    exposures: till.exposures.without(facts.sale.id),
    tolerances: settings.tolerances,
    sights: till.sights,
    chains: chainTimings(settings),
    recognised,
    ...(focusChain === undefined ? {} : { focusChain }),
    now: till.clock.now(),
  })
}

/** The part of a payment that every later entry about it repeats. */
export function paymentStep(payment: Payment, saleId: string): PaymentStep {
  const { key, invoiceId, chain, currency, amountMinor, txHash, blockNumber, blockHash } = payment
  return { key, invoiceId, saleId, chain, currency, amountMinor, txHash, blockNumber, blockHash }
}

function paymentsOf(facts: SaleFacts, keys: readonly string[]): readonly Payment[] {
  return facts.payments.filter((payment) => keys.includes(payment.key))
}

function releasedEntries(facts: SaleFacts, { release, rules }: Assessment): readonly NewEntry[] {
  return paymentsOf(facts, release).map((payment) => {
    const releasedBy = rules.get(payment.key)
    return {
      type: 'payment.confirmed',
      subject: { kind: 'sale', id: facts.sale.id },
      body: { ...paymentStep(payment, facts.sale.id), ...(releasedBy ? { releasedBy } : {}) },
      actor: watcherActor,
    }
  })
}

function settledEntries(facts: SaleFacts, { settle }: Assessment): readonly NewEntry[] {
  return paymentsOf(facts, settle).map((payment) => ({
    type: 'payment.settled',
    subject: { kind: 'sale', id: facts.sale.id },
    body: paymentStep(payment, facts.sale.id),
    actor: watcherActor,
    postings: postSettled(payment),
  }))
}

function confirmedEntry(facts: SaleFacts, step: InvoiceStep, { used, rules }: Assessment): NewEntry {
  const byChain = new Map(
    used.flatMap(({ paymentKey, chain }): [string, AppliedRule][] => {
      const rule = rules.get(paymentKey)
      return rule ? [[chain, rule]] : []
    }),
  )
  return {
    type: 'invoice.confirmed',
    subject: { kind: 'sale', id: facts.sale.id },
    body: {
      ...step,
      used: used.map(({ paymentKey, currency, amountMinor }) => ({ paymentKey, currency, amountMinor })),
      releasedBy: [...byChain.values()],
    },
    actor: watcherActor,
    postings: postRecognised(facts.sale.totals, used),
  }
}

/** The entry that recognised a sale last. */
function findRecognition(transaction: LedgerTransaction, saleId: string) {
  return transaction.newestOf('sale', saleId, 'invoice.confirmed')
}

function revertedEntry(transaction: LedgerTransaction, facts: SaleFacts, step: InvoiceStep): NewEntry {
  const recognised = findRecognition(transaction, facts.sale.id)
  assertInvariant(recognised !== undefined, 'Only a recognised sale can be reverted', {
    saleId: facts.sale.id,
  })
  return {
    type: 'invoice.reverted',
    subject: { kind: 'sale', id: facts.sale.id },
    body: { ...step, reverses: recognised.seq },
    actor: watcherActor,
    postings: reversed(transaction.postingsOf(recognised.seq)),
  }
}

type Used = Pick<UsedPayment, 'currency' | 'amountMinor'>

/** Small change that was paid over becomes rounding, once all of it is final. */
function settledEntry(
  facts: SaleFacts,
  step: InvoiceStep,
  { roundsOff, settle }: Assessment,
  used: readonly Used[],
): NewEntry {
  const paid = facts.payments.filter(
    (payment) =>
      offerFor(payment, facts.invoice.offers) &&
      (payment.status === 'settled' || settle.includes(payment.key)),
  )
  const postings = roundsOff ? postRoundedOff(paid, used) : []
  return {
    type: 'invoice.settled',
    subject: { kind: 'sale', id: facts.sale.id },
    body: step,
    actor: watcherActor,
    ...(postings.length === 0 ? {} : { postings }),
  }
}

function invoiceEntry(
  transaction: LedgerTransaction,
  facts: SaleFacts,
  event: InvoiceEvent,
  step: InvoiceStep,
  assessment: Assessment,
): NewEntry {
  const plain = { subject: { kind: 'sale', id: facts.sale.id }, body: step, actor: watcherActor } as const
  switch (event) {
    case 'paymentDetected':
      return { type: 'invoice.detected', ...plain }
    case 'releaseMet':
      return confirmedEntry(facts, step, assessment)
    case 'finalized':
      return settledEntry(facts, step, assessment, recognisedOf(transaction, facts, assessment))
    case 'deadlineReached':
      return { type: 'invoice.expired', ...plain }
    case 'releaseLost':
      return revertedEntry(transaction, facts, step)
    case 'paymentsDropped':
      return step.from === 'confirmed'
        ? revertedEntry(transaction, facts, step)
        : { type: 'invoice.reopened', ...plain }
    case 'extended':
    case 'voided':
      assertInvariant(false, 'A person extends or cancels an invoice, never the watcher', { event })
      return { type: 'invoice.noted', ...plain }
    default:
      return unreachable(event)
  }
}

/** What the books rest on: what was recognised before, or is in this very assessment. */
function recognisedOf(
  transaction: LedgerTransaction,
  facts: SaleFacts,
  { events, used }: Assessment,
): readonly Used[] {
  return events.includes('releaseMet') ? used : (findRecognition(transaction, facts.sale.id)?.body.used ?? [])
}

function invoiceEntries(
  transaction: LedgerTransaction,
  facts: SaleFacts,
  assessment: Assessment,
): readonly NewEntry[] {
  const saleId = facts.sale.id
  const { events, status, exception, verdict } = assessment
  let from: InvoiceStatus = facts.invoice.status
  const entries = events.map((event) => {
    const applied = applyInvoiceEvent(from, event)
    assertInvariant(applied.ok, 'An assessment walks the lifecycle', { from, event })
    const step = { saleId, from, status: applied.status, exception, verdict }
    from = applied.status
    return invoiceEntry(transaction, facts, event, step, assessment)
  })
  if (events.length > 0 || exception === facts.invoice.exception) return entries
  return [
    {
      type: 'invoice.noted',
      subject: { kind: 'sale', id: saleId },
      body: { saleId, from, status, exception, verdict },
      actor: watcherActor,
    },
  ]
}

/** What goods will have left on once an assessment is recorded. */
function exposureAfter(
  { invoice, payments }: SaleFacts,
  { status, release, settle }: Assessment,
): ReadonlyMap<string, bigint> {
  const moved = payments.map((payment): Payment => {
    if (settle.includes(payment.key)) return { ...payment, status: 'settled' }
    return release.includes(payment.key) ? { ...payment, status: 'confirmed' } : payment
  })
  return openExposureOf({ ...invoice, status }, moved)
}

/**
 * Brings a sale to where the chains have put it: payments released and final, the invoice's steps with their postings.
 * Runs inside the transaction that learnt the facts. Asking again changes nothing.
 * @returns how many entries were appended
 */
export function assessSale(till: Till, transaction: LedgerTransaction, saleId: string): number {
  const facts = transaction.findSale(saleId)
  assertInvariant(facts !== undefined, 'Only a sale in the ledger is assessed', { saleId })
  const recognition = facts.invoice.status === 'confirmed' ? findRecognition(transaction, saleId) : undefined
  const recognised = recognition?.body.used.map((part) => part.paymentKey)
  const assessment = assessFacts(till, facts, recognised, transaction)
  const entries = [
    ...releasedEntries(facts, assessment),
    ...invoiceEntries(transaction, facts, assessment),
    ...settledEntries(facts, assessment),
  ]
  for (const entry of entries) transaction.append(entry)
  if (entries.length > 0) raiseCases(transaction, till, saleId)
  till.exposures.assessed(saleId, exposureAfter(facts, assessment))
  return entries.length
}
