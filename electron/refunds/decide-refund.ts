import { mayApprove } from '../../shared/domain/refund/approval.ts'
import { holdsMoney } from '../../shared/domain/refund/refund-lifecycle.ts'
import { formatRefundNumber } from '../../shared/domain/refund/refund-number.ts'
import type { Refund, RefundRequest } from '../../shared/domain/refund/refund.ts'
import { fitsWhatIsLeft } from '../../shared/domain/refund/refundable.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { Till } from '../checkout/till.ts'
import type { LedgerReader, LedgerTransaction } from '../ledger/port.ts'
import { signIn } from '../staff/sign-in.ts'
import { loadRefundFacts } from './load-refund-facts.ts'
import type { PreparedRefund } from './prepare-refund.ts'
import { stepRefund } from './step-refund.ts'

/** Who does something. */
type Person = Readonly<{ id: string; name: string }>
type Decided = { ok: true; refund: Refund } | Rejected

/** The id of the outbox call that sends a refund: its own, so that there is never a second one. */
export function refundCallId(refund: Pick<RefundRequest, 'refId'>): string {
  return refund.refId
}

function requestKey(key: string): string {
  return `refund.request:${key}`
}

/** The refund that was asked for under a key: whoever asks again gets it, also when all else was forgotten in between. */
export function findRequested(reader: LedgerReader, key: string): Refund | undefined {
  const earlier = reader.findByKey(requestKey(key))
  return earlier?.type === 'refund.requested' ? reader.findRefund(earlier.body.id) : undefined
}

function whyNot(
  { judgement, target, float, needsReceiver }: PreparedRefund,
  acceptsWarnings: boolean,
): Rejected | undefined {
  if (judgement.verdict === 'refuse' || target === undefined) return reject('refund.addressRefused')
  if (judgement.verdict === 'cannotTell') return reject('refund.addressUnknown')
  if (judgement.verdict === 'warn' && !acceptsWarnings) return reject('refund.warningsNotAccepted')
  if (needsReceiver) return reject('refund.receiverNeeded')
  if (float && float.availableMinor < float.neededMinor)
    return reject('backend.insufficientFunds', { asset: float.asset })
  return undefined
}

/**
 * Asks for what was prepared; promises nothing yet. The same key gives the same refund.
 * @returns the refund, or the rule that says no: nothing was written then
 */
export function requestRefund(
  till: Till,
  prepared: PreparedRefund,
  asked: Readonly<{ key: string; reason: string; acceptsWarnings: boolean; person: Person }>,
): Decided {
  const refused = whyNot(prepared, asked.acceptsWarnings)
  if (refused) return refused
  const key = requestKey(asked.key)
  return till.ledger.transact((transaction) => {
    const repeated = findRequested(transaction, asked.key)
    if (repeated) return { ok: true, refund: repeated }
    const loading = loadRefundFacts(transaction, prepared.saleId)
    if (!loading.ok) return loading
    const { sale, facts } = loading.loaded
    const { target, quote, planned, proof, feeMaxMinor } = prepared
    if (target === undefined) return reject('refund.addressRefused')
    const fits = fitsWhatIsLeft(sale, facts, planned)
    if (!fits.ok) return fits
    const id = till.ids.next('refund')
    const request: RefundRequest = {
      ...planned,
      id,
      number: transaction.nextRefundNumber(),
      saleId: sale.id,
      saleNumber: sale.number,
      currency: sale.currency,
      target,
      proof,
      warnings: prepared.judgement.problems
        .filter(({ severity }) => severity === 'warn')
        .map(({ kind }) => kind),
      ...(quote ? { quote } : {}),
      feeMaxMinor,
      reason: asked.reason,
      requestedAt: till.clock.now(),
      requestedBy: asked.person.id,
      requestedByName: asked.person.name,
      refId: till.ids.next('cw'),
    }
    transaction.append({
      type: 'refund.requested',
      subject: { kind: 'sale', id: sale.id },
      body: request,
      actor: asked.person.id,
      key,
    })
    const refund = transaction.findRefund(id)
    return refund ? { ok: true, refund } : reject('refund.notFound', { refundId: id })
  })
}

/** Promises the money: what may go back falls, and the order is in the outbox, in one transaction. */
function reserve(transaction: LedgerTransaction, refund: Refund, approver: Person): Decided {
  const loading = loadRefundFacts(transaction, refund.saleId)
  if (!loading.ok) return loading
  const { sale, facts } = loading.loaded
  // Whatever was asked for at another till's window: only what is left now can be promised.
  const fits = fitsWhatIsLeft(sale, facts, refund)
  if (!fits.ok) return fits
  const who = { approvedBy: approver.id, approvedByName: approver.name }
  const approved = stepRefund(transaction, refund, 'approved', who, approver.id)
  if (!approved.ok) return approved
  const reserved = stepRefund(transaction, approved.refund, 'reserved', {}, approver.id)
  if (!reserved.ok) return reserved
  if (refund.backend !== 'selfcustody')
    transaction.enqueue({
      id: refundCallId(refund),
      kind: 'refund.send',
      subject: refund.id,
      body: { refundId: refund.id },
    })
  return reserved
}

/**
 * A manager approves in place: the PIN is checked as at the lock screen, with its count and its lockout, and the limit of the
 * role is weighed before anything is promised. Approving twice is one approval.
 * @returns the refund as it stands then, or the rule that says no
 */
export async function approveRefund(
  till: Till,
  { refundId, approverId, pin }: Readonly<{ refundId: string; approverId: string; pin: string }>,
): Promise<Decided> {
  const known = till.ledger.findRefund(refundId)
  if (!known) return reject('refund.notFound', { refundId })
  const signed = await signIn(till, approverId, pin)
  if (!signed.ok) return signed
  const { id, name, role } = signed.staff
  if (!mayApprove(till.settings().refunds, role, known.valueMinor))
    return reject('refund.aboveLimit', { role, number: formatRefundNumber(known.number) })
  return promiseRefund(till, refundId, { id, name })
}

/** Promises a refund in the name of somebody who may, in one transaction; twice by the same person is once. */
export function promiseRefund(till: Till, refundId: string, approver: Person): Decided {
  return till.ledger.transact((transaction) => {
    const refund = transaction.findRefund(refundId)
    if (!refund) return reject('refund.notFound', { refundId })
    if (refund.approvedBy === approver.id) return { ok: true, refund }
    return reserve(transaction, refund, approver)
  })
}

/** Says no to a refund that somebody asked for. */
export function declineRefund(
  till: Till,
  { refundId, reason, person }: Readonly<{ refundId: string; reason: string; person: Person }>,
): Decided {
  return till.ledger.transact((transaction) => {
    const refund = transaction.findRefund(refundId)
    if (!refund) return reject('refund.notFound', { refundId })
    return stepRefund(
      transaction,
      refund,
      'declined',
      { problem: { code: 'declined', text: reason } },
      person.id,
    )
  })
}

/** Takes back a refund that has certainly not been sent; afterwards it never is. */
export function cancelRefund(
  till: Till,
  { refundId, reason, person }: Readonly<{ refundId: string; reason: string; person: Person }>,
): Decided {
  return till.ledger.transact((transaction): Decided => {
    const refund = transaction.findRefund(refundId)
    if (!refund) return reject('refund.notFound', { refundId })
    if (refund.status !== 'reserved' && holdsMoney(refund.status)) return reject('refund.mayHaveLeft')
    const isQueued = refund.status === 'reserved' && refund.backend !== 'selfcustody'
    if (isQueued && !transaction.cancelQueued(refundCallId(refund))) return reject('refund.mayHaveLeft')
    return stepRefund(
      transaction,
      refund,
      'cancelled',
      { problem: { code: 'cancelled', text: reason } },
      person.id,
    )
  })
}
