import { booksOfMovement } from '../../shared/domain/credit/credit-books.ts'
import { reversed } from '../../shared/domain/ledger/posting.ts'
import type { PayoutEvent } from '../../shared/domain/payout/payout-lifecycle.ts'
import type { Payout, PayoutReturn } from '../../shared/domain/payout/payout.ts'
import type { Movement } from '../../shared/domain/settlement/movement.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'
import type { PayoutWord } from '../backends/payout-port.ts'
import type { MovementClaim } from '../credits/record-movement.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { payoutActor, stepPayout, type PayoutNews } from './step-payout.ts'

type Parts = Readonly<{ ids: Ids; log: Log }>

/** The memo of a payout, wherever a bank has put it. */
const memoPattern = /\bSP\d{1,15}-[A-Z0-9]{8}\b/i

function eventOf({ status }: PayoutWord): PayoutEvent {
  // It has it, and whatever else the word means is not final.
  return status === 'unknown' ? 'taken' : status
}

/** From now on the payout's books hold a movement, whoever it was thought to belong to before. */
function ownMovement(
  transaction: LedgerTransaction,
  payout: Payout,
  movement: Movement,
  actor: string,
): void {
  const known = transaction.findMovement(payout.backend, movement.id)
  const owner = { kind: 'payout', id: payout.id } as const
  if (known?.owner.kind === 'payout') return
  const postings = known ? reversed(booksOfMovement(known.movement, known.owner)) : []
  transaction.append({
    type: 'movement.recorded',
    subject: { kind: 'account', id: payout.backend },
    body: { movement, owner },
    actor,
    key: `movement.owner:${payout.backend}:${movement.id}:${payout.id}`,
    ...(postings.length === 0 ? {} : { postings }),
  })
}

/** A transfer that was nobody's until a payout turned out to be made of it. */
function takeOver(transaction: LedgerTransaction, payout: Payout, transferId: string): void {
  const known = transaction.findMovement(payout.backend, transferId)
  if (known?.owner.kind === 'nobody') ownMovement(transaction, payout, known.movement, payoutActor)
}

/**
 * Takes a backend's word about a payout of this till: what it took from which balance, and where it stands. A word that the
 * lifecycle does not allow, such as a failure after it was paid, is kept out of the books and said in the log.
 */
export function recordPayoutWord(
  transaction: LedgerTransaction,
  payout: Payout,
  word: PayoutWord,
  log: Log,
): void {
  const { orderId, status, statusText, hold, explanation, asset, amountMinor, feeMinor, totalMinor } = word
  const transferIds = [...new Set([...(payout.transferIds ?? []), ...word.transferIds])]
  const unknownHold = status === 'unknown' ? 'underReview' : undefined
  const news: PayoutNews = {
    orderId,
    transferIds,
    hold: hold ?? unknownHold,
    taken: { asset, amountMinor, feeMinor, totalMinor },
    ...(status === 'failed' ? { problem: { code: 'refused', text: explanation ?? statusText } } : {}),
  }
  const event = eventOf(word)
  // What came back stays so; the order itself goes on saying that it was sent.
  if (payout.status === 'returned') return
  const stepped = stepPayout(transaction, payout, event, news, payoutActor)
  if (!stepped.ok) {
    log.error('A backend says of a payout what cannot be', {
      payoutId: payout.id,
      from: payout.status,
      event,
    })
    return
  }
  for (const id of word.transferIds) takeOver(transaction, payout, id)
}

/** One case for each payout that came back: somebody has to find out why, and pay out again. */
function raiseReturned(transaction: LedgerTransaction, { ids }: Pick<Parts, 'ids'>, payout: Payout): void {
  const isKnown = transaction
    .casesOf(payout.backend)
    .some(({ kind, things }) => kind === 'payoutReturned' && things.includes(payout.id))
  if (isKnown) return
  const caseId = ids.next('case')
  transaction.append({
    type: 'case.opened',
    subject: { kind: 'case', id: caseId },
    body: { caseId, kind: 'payoutReturned', saleId: payout.backend, saleNumber: 0, things: [payout.id] },
    actor: payoutActor,
  })
}

/**
 * Money of a payout is in the balance again: the payout stands as returned, with its case.
 * @returns the payout, or `payout.transitionRefused` where it cannot have come back
 */
export function recordReturn(
  transaction: LedgerTransaction,
  parts: Pick<Parts, 'ids'>,
  payout: Payout,
  { movement, ...back }: Omit<PayoutReturn, 'movementId'> & Readonly<{ movement?: Movement }>,
  actor: string,
): Readonly<{ ok: true; payout: Payout }> | Rejected {
  const returned: PayoutReturn = movement ? { ...back, movementId: movement.id } : back
  const stepped = stepPayout(transaction, payout, 'creditedBack', { returned, hold: undefined }, actor)
  if (!stepped.ok) return stepped
  if (movement) ownMovement(transaction, payout, movement, actor)
  raiseReturned(transaction, parts, payout)
  return stepped
}

function wordOf(movement: Movement): PayoutWord {
  const { id, status, statusText, hold, explanation, balanceAsset, amountMinor, feeMinor, totalMinor } =
    movement
  const statuses = { pending: 'taken', completed: 'paid', failed: 'failed', unknown: 'unknown' } as const
  return {
    orderId: id,
    status: statuses[status],
    statusText,
    ...(hold === 'waitsForApproval' ? { hold } : {}),
    ...(explanation === undefined ? {} : { explanation }),
    transferIds: [id],
    asset: balanceAsset,
    amountMinor,
    feeMinor,
    totalMinor,
  }
}

function findByMemo(transaction: LedgerTransaction, { memo }: Movement): Payout | undefined {
  const found = memoPattern.exec(memo ?? '')?.[0]
  return found === undefined ? undefined : transaction.findPayoutByMemo(found)
}

/** A deposit that names the memo of a payout is that payout, sent back by the bank. */
function claimReturn(transaction: LedgerTransaction, parts: Parts, movement: Movement): boolean {
  const payout = findByMemo(transaction, movement)
  if (payout?.backend !== movement.backend || movement.balanceAsset !== 'USD') return false
  if (movement.status !== 'completed') return false
  // What only a balance told has its movement now; another deposit under the same memo is looked at by a person.
  const before = payout.returned?.movementId
  if (before !== undefined) return before === movement.id
  const { totalMinor, createdAt: at } = movement
  const recorded = recordReturn(transaction, parts, payout, { movement, totalMinor, at }, payoutActor)
  if (!recorded.ok)
    parts.log.error('Money came back of a payout that has not left', {
      payoutId: payout.id,
      status: payout.status,
    })
  return recorded.ok
}

/** Payouts of this till claim the movements that they are made of, and what comes back of them. */
export function claimForPayouts(parts: Parts): MovementClaim {
  return (transaction, movement) => {
    if (movement.direction === 'in')
      return movement.kind === 'bankDeposit' && claimReturn(transaction, parts, movement)
    const payout =
      (movement.refId === undefined ? undefined : transaction.findPayoutByRef(movement.refId)) ??
      transaction.findPayoutByTransfer(movement.id) ??
      findByMemo(transaction, movement)
    if (payout?.backend !== movement.backend) return false
    // The transfers of a conversion say nothing that the conversion does not say itself.
    if (payout.asset === 'USD' && payout.status !== 'requested' && payout.status !== 'cancelled')
      recordPayoutWord(transaction, payout, wordOf(movement), parts.log)
    return true
  }
}
