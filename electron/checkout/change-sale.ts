import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { applyInvoiceEvent } from '../../shared/domain/invoice/invoice-lifecycle.ts'
import { invoiceLifetimeMsMax } from '../../shared/domain/invoice/invoice.ts'
import { raiseCases } from '../cases/raise-cases.ts'
import { assessFacts, assessSale } from './assess-sale.ts'
import type { Till } from './till.ts'

type Changed = Readonly<{ ok: true }>

/**
 * Gives the customer more time, counted from now or from the deadline, whichever is later. The same key extends once.
 * @returns `invoice.transitionRefused` on a sale that is over, `invoice.deadlineTooFar` past 24 hours
 */
export function extendInvoice(
  till: Till,
  input: Readonly<{ saleId: string; key: string; actor: string }>,
): Changed | Rejected {
  return till.ledger.transact((transaction) => {
    const key = `invoice.extend:${input.key}`
    const earlier = transaction.findByKey(key)
    if (earlier)
      return earlier.subject.id === input.saleId
        ? { ok: true }
        : reject('ledger.keyConflict', { key: input.key })
    const facts = transaction.findSale(input.saleId)
    if (!facts) return reject('sale.notFound', { saleId: input.saleId })
    const { invoice } = facts
    const applied = applyInvoiceEvent(invoice.status, 'extended')
    if (!applied.ok) return applied
    const expiresAt =
      Math.max(till.clock.now(), invoice.expiresAt) + till.settings().checkout.extendSeconds * 1000
    if (expiresAt - invoice.openedAt > invoiceLifetimeMsMax)
      return reject('invoice.deadlineTooFar', { hoursMax: 24 })
    transaction.append({
      type: 'invoice.extended',
      subject: { kind: 'sale', id: input.saleId },
      body: { saleId: input.saleId, status: applied.status, expiresAt },
      actor: input.actor,
      key,
    })
    assessSale(till, transaction, input.saleId)
    return { ok: true }
  })
}

/**
 * Cancels a sale that is not paid. Its address stays watched: money that still arrives is recorded.
 * A second cancel finds it cancelled and changes nothing.
 */
export function cancelSale(
  till: Till,
  input: Readonly<{ saleId: string; reason: string; actor: string }>,
): Changed | Rejected {
  return till.ledger.transact((transaction) => {
    const facts = transaction.findSale(input.saleId)
    if (!facts) return reject('sale.notFound', { saleId: input.saleId })
    const from = facts.invoice.status
    if (from === 'void') return { ok: true }
    const applied = applyInvoiceEvent(from, 'voided')
    if (!applied.ok) return applied
    const cancelled = assessFacts(till, { ...facts, invoice: { ...facts.invoice, status: applied.status } })
    transaction.append({
      type: 'invoice.voided',
      subject: { kind: 'sale', id: input.saleId },
      body: {
        saleId: input.saleId,
        from,
        status: applied.status,
        exception: cancelled.exception,
        verdict: cancelled.verdict,
        reason: input.reason,
      },
      actor: input.actor,
    })
    // Money that is here already belongs to a sale that is over now.
    raiseCases(transaction, till, input.saleId)
    return { ok: true }
  })
}
