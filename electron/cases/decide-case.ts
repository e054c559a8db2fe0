import { resolutionsOf, type CaseResolution } from '../../shared/domain/cases/case.ts'
import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { mayActAs, type Role } from '../../shared/domain/staff/role.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'

type Done = Readonly<{ ok: true }>
/** Who acts on a case, and the key that makes a repeat harmless. */
type Act = Readonly<{ caseId: string; key: string; staff: Readonly<{ id: string; role: Role }> }>

/** What the same call did before; a key that was used for something else is refused. */
function findRepeat(
  transaction: LedgerTransaction,
  key: string,
  isSame: (earlier: JournalEntry) => boolean,
): Done | Rejected | undefined {
  const earlier = transaction.findByKey(key)
  if (!earlier) return undefined
  return isSame(earlier) ? { ok: true } : reject('ledger.keyConflict', { key })
}

/**
 * Gives a case to somebody. A cashier may only take one.
 * @returns `case.notFound`, `case.resolved`, `staff.notFound`, or `session.forbidden`
 */
export function assignCase(
  ledger: Ledger,
  { caseId, staff, key, to }: Act & { to: string },
): Done | Rejected {
  return ledger.transact((transaction) => {
    const repeat = findRepeat(
      transaction,
      `case.assign:${key}`,
      ({ type, body }) => type === 'case.assigned' && body.caseId === caseId && body.staffId === to,
    )
    if (repeat) return repeat
    const known = transaction.findCase(caseId)
    if (!known) return reject('case.notFound', { caseId })
    if (known.status === 'resolved') return reject('case.resolved', { caseId })
    if (to !== staff.id && !mayActAs(staff.role, 'manager')) return reject('session.forbidden', {})
    const owner = transaction.staff().find(({ id, active }) => id === to && active)
    if (!owner) return reject('staff.notFound', { staffId: to })
    transaction.append({
      type: 'case.assigned',
      subject: { kind: 'case', id: caseId },
      body: { caseId, staffId: owner.id, staffName: owner.name },
      actor: staff.id,
      key: `case.assign:${key}`,
    })
    return { ok: true }
  })
}

/** Adds what somebody found out. Resolved cases take notes too: an answer may come late. */
export function noteCase(
  ledger: Ledger,
  { caseId, staff, key, text }: Act & { text: string },
): Done | Rejected {
  return ledger.transact((transaction) => {
    const repeat = findRepeat(
      transaction,
      `case.note:${key}`,
      ({ type, body }) => type === 'case.noted' && body.caseId === caseId && body.text === text,
    )
    if (repeat) return repeat
    if (!transaction.findCase(caseId)) return reject('case.notFound', { caseId })
    transaction.append({
      type: 'case.noted',
      subject: { kind: 'case', id: caseId },
      body: { caseId, text },
      actor: staff.id,
      key: `case.note:${key}`,
    })
    return { ok: true }
  })
}

/**
 * Decides a case. What is decided is recorded here; money that goes back is sent by a refund.
 * @returns `case.notFound`, `case.resolved` when somebody else was quicker, or `case.choiceRefused`
 */
export function resolveCase(
  ledger: Ledger,
  { caseId, staff, key, how, reason }: Act & { how: CaseResolution; reason: string },
): Done | Rejected {
  return ledger.transact((transaction) => {
    const repeat = findRepeat(
      transaction,
      `case.resolve:${key}`,
      ({ type, body }) =>
        type === 'case.resolved' && body.caseId === caseId && body.how === how && body.reason === reason,
    )
    if (repeat) return repeat
    const known = transaction.findCase(caseId)
    if (!known) return reject('case.notFound', { caseId })
    if (known.status === 'resolved') return reject('case.resolved', { caseId })
    if (!resolutionsOf[known.kind].includes(how)) return reject('case.choiceRefused', { how })
    transaction.append({
      type: 'case.resolved',
      subject: { kind: 'case', id: caseId },
      body: { caseId, how, reason },
      actor: staff.id,
      key: `case.resolve:${key}`,
    })
    return { ok: true }
  })
}
