import { giveUp, hasten } from '../../shared/domain/outbox/outbox-lifecycle.ts'
import type { OutboxCall } from '../../shared/domain/outbox/outbox-call.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'
import type { OutboxOwner } from './outbox-handler.ts'

type Done = Readonly<{ ok: true }>

/** A person wants a call given up. */
export type GiveUp = Readonly<{ id: string; reason: string; actor: string }>

/** Who sends a kind of call, if anything is connected that does. */
export type FindOwner = (kind: OutboxCall['kind']) => OutboxOwner | undefined

/**
 * Makes a call due.
 * @returns `outbox.notFound`, `outbox.ended`, `outbox.noOwner`, or `outbox.behindAnother` for one that has to wait its turn
 */
export function sendNow(ledger: Ledger, findOwner: FindOwner, id: string, now: number): Done | Rejected {
  return ledger.transact((transaction) => {
    const known = transaction.findQueued(id)
    if (!known) return reject('outbox.notFound', { id })
    const step = hasten(known, now)
    if (!step.ok) return step
    if (!findOwner(known.kind)) return reject('outbox.noOwner', { kind: known.kind })
    if (transaction.firstQueuedOf(known.subject)?.id !== id) return reject('outbox.behindAnother', { id })
    if (step.call !== known) transaction.saveQueued(step.call)
    return { ok: true }
  })
}

/** True for what the same person gave up with the same words before: a repeat changes nothing. */
function isRepeat(transaction: LedgerTransaction, { id, reason, actor }: GiveUp): boolean {
  const earlier = transaction.newestOf('outbox', id, 'outbox.givenUp')
  return earlier?.actor === actor && earlier.body.reason === reason
}

function decide(
  transaction: LedgerTransaction,
  findOwner: FindOwner,
  wanted: GiveUp,
  now: number,
): Done | Rejected {
  const { id, reason, actor } = wanted
  const known = transaction.findQueued(id)
  if (!known) return reject('outbox.notFound', { id })
  const step = giveUp(known, now)
  if (!step.ok) return isRepeat(transaction, wanted) ? { ok: true } : step
  const owner = findOwner(known.kind)
  // Nobody could say what becomes of the refund or payout that waits for it.
  if (!owner) return reject('outbox.noOwner', { kind: known.kind })
  const refused = owner.givenUp(known, transaction)
  if (refused) return refused
  const { kind, subject } = known
  transaction.append({
    type: 'outbox.givenUp',
    subject: { kind: 'outbox', id },
    body: { callId: id, kind, subject, reason },
    actor,
  })
  transaction.saveQueued(step.call)
  return { ok: true }
}

/**
 * Gives a call up with a reason. Its owner says what becomes of its subject, and may refuse.
 * @returns `outbox.notFound`, `outbox.ended`, `outbox.sending`, `outbox.noOwner`, or the refusal of the owner
 */
export function giveUpCall(
  ledger: Ledger,
  findOwner: FindOwner,
  wanted: GiveUp,
  now: number,
): Done | Rejected {
  let refused: Rejected | undefined
  try {
    return ledger.transact((transaction) => {
      const decision = decide(transaction, findOwner, wanted, now)
      if (decision.ok) return decision
      refused = decision
      // An owner that refuses may have begun to write: only a throw takes that back.
      throw new PosError(decision.code, 'The call is not given up', { details: decision.details })
    })
  } catch (error) {
    if (refused) return refused
    throw error
  }
}
