import { assertInvariant, unreachable } from '../../shared/errors/assert.ts'
import type { InvoiceEvent } from '../../shared/domain/invoice/invoice-lifecycle.ts'
import { applyInvoiceEvent } from '../../shared/domain/invoice/invoice-lifecycle.ts'
import type { InvoiceStatus } from '../../shared/domain/invoice/invoice.ts'
import type { InvoiceStep, NewEntry, PaymentStep } from '../../shared/domain/ledger/journal-entry.ts'
import { reversed } from '../../shared/domain/ledger/posting.ts'
import { postRecognised, postSettled } from '../../shared/domain/ledger/sale-postings.ts'
import type { Payment } from '../../shared/domain/payment/payment.ts'
import { assess, type Assessment } from '../../shared/domain/verdict/assess.ts'
import type { UsedPayment } from '../../shared/domain/verdict/standing.ts'
import type { LedgerTransaction, SaleFacts } from '../ledger/port.ts'
import { chainTimings, type Till } from './till.ts'

/** The actor of entries that no person made. */
export const watcherActor = 'till'

/**
 * The verdict on a sale as the till sees it now; writes nothing.
 * @param recognised keys of the payments that the books rest on, needed where the answer is recorded
 */
export function assessFacts(till: Till, facts: SaleFacts, recognised: readonly string[] = []): Assessment {
  const settings = till.settings()
  const shown = till.shownOffers.get(facts.sale.id)
  const focusChain = facts.invoice.offers.find((offer) => offer.id === shown)?.chain
  return assess({
    invoice: facts.invoice,
    payments: facts.payments,
    rules: settings.releaseRules,
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

function paymentEntries(
  facts: SaleFacts,
  keys: readonly string[],
  type: 'payment.confirmed' | 'payment.settled',
): readonly NewEntry[] {
  return facts.payments
    .filter((payment) => keys.includes(payment.key))
    .map((payment) => ({
      type,
      subject: { kind: 'sale', id: facts.sale.id },
      body: paymentStep(payment, facts.sale.id),
      actor: watcherActor,
      ...(type === 'payment.settled' ? { postings: postSettled(payment) } : {}),
    }))
}

function confirmedEntry(facts: SaleFacts, step: InvoiceStep, used: readonly UsedPayment[]): NewEntry {
  return {
    type: 'invoice.confirmed',
    subject: { kind: 'sale', id: facts.sale.id },
    body: {
      ...step,
      used: used.map(({ paymentKey, currency, amountMinor }) => ({ paymentKey, currency, amountMinor })),
    },
    actor: watcherActor,
    postings: postRecognised(facts.sale.totals, used),
  }
}

/** The entry that recognised a sale last. */
function findRecognition(transaction: LedgerTransaction, saleId: string) {
  return transaction.entriesOf('sale', saleId, 10_000).findLast((entry) => entry.type === 'invoice.confirmed')
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

function invoiceEntry(
  transaction: LedgerTransaction,
  facts: SaleFacts,
  event: InvoiceEvent,
  step: InvoiceStep,
  used: readonly UsedPayment[],
): NewEntry {
  const plain = { subject: { kind: 'sale', id: facts.sale.id }, body: step, actor: watcherActor } as const
  switch (event) {
    case 'paymentDetected':
      return { type: 'invoice.detected', ...plain }
    case 'releaseMet':
      return confirmedEntry(facts, step, used)
    case 'finalized':
      return { type: 'invoice.settled', ...plain }
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

/**
 * Brings a sale to where the chains have put it: payments released and final, the invoice's steps with their postings.
 * Runs inside the transaction that learnt the facts. Asking again changes nothing.
 * @returns how many entries were appended
 */
export function assessSale(till: Till, transaction: LedgerTransaction, saleId: string): number {
  const facts = transaction.findSale(saleId)
  assertInvariant(facts !== undefined, 'Only a sale in the ledger is assessed', { saleId })
  const recognition = facts.invoice.status === 'confirmed' ? findRecognition(transaction, saleId) : undefined
  const assessment = assessFacts(
    till,
    facts,
    recognition?.body.used.map((part) => part.paymentKey),
  )
  const entries: NewEntry[] = [...paymentEntries(facts, assessment.release, 'payment.confirmed')]
  let from: InvoiceStatus = facts.invoice.status
  for (const event of assessment.events) {
    const applied = applyInvoiceEvent(from, event)
    assertInvariant(applied.ok, 'An assessment walks the lifecycle', { from, event })
    const step = {
      saleId,
      from,
      status: applied.status,
      exception: assessment.exception,
      verdict: assessment.verdict,
    }
    entries.push(invoiceEntry(transaction, facts, event, step, assessment.used))
    from = applied.status
  }
  if (assessment.events.length === 0 && assessment.exception !== facts.invoice.exception) {
    const { status, exception, verdict } = assessment
    entries.push({
      type: 'invoice.noted',
      subject: { kind: 'sale', id: saleId },
      body: { saleId, from, status, exception, verdict },
      actor: watcherActor,
    })
  }
  entries.push(...paymentEntries(facts, assessment.settle, 'payment.settled'))
  for (const entry of entries) transaction.append(entry)
  return entries.length
}
