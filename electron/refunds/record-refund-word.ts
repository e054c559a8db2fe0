import { tokensLeft } from '../../shared/domain/refund/refundable.ts'
import type { RefundEvent } from '../../shared/domain/refund/refund-lifecycle.ts'
import type { Refund } from '../../shared/domain/refund/refund.ts'
import { formatRefundNumber } from '../../shared/domain/refund/refund-number.ts'
import type { Movement } from '../../shared/domain/settlement/movement.ts'
import type { Hash } from '../../shared/domain/tokens/token.ts'
import type { MovementClaim } from '../credits/record-movement.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import type { Log } from '../platform/log.ts'
import { loadRefundFacts } from './load-refund-facts.ts'
import { stepRefund, type RefundNews } from './step-refund.ts'

/** The actor of steps that no person took. */
export const refundActor = 'till'

function eventOf({ status, txHash }: Movement): RefundEvent {
  switch (status) {
    case 'completed':
      return 'confirmed'
    case 'failed':
      return 'failed'
    case 'pending':
      return txHash === undefined ? 'taken' : 'broadcast'
    // It has it, and whatever else the word means is not final.
    case 'unknown':
      return 'taken'
  }
}

function problemOf({ status, hold, explanation, isQuoteStale, statusText }: Movement): RefundNews['problem'] {
  if (status === 'failed')
    return { code: isQuoteStale === true ? 'staleQuote' : 'refused', text: explanation ?? statusText }
  if (hold === undefined) return undefined
  return { code: hold, text: explanation ?? hold }
}

function isHash(text: string | undefined): text is Hash {
  return text !== undefined && /^0x[0-9a-f]{64}$/.test(text)
}

/** Money that was paid over has gone back: the case about it has nothing left to decide. */
function resolveExcessCases(transaction: LedgerTransaction, refund: Refund): void {
  const loading = loadRefundFacts(transaction, refund.saleId)
  if (refund.kind !== 'excess' || !loading.ok) return
  if (tokensLeft(loading.loaded.facts).some(({ excessMinor }) => excessMinor > 0n)) return
  const isAbout = new Set<string>([
    'overpaid',
    'duplicate',
    'underpaid',
    'paidLate',
    'wrongToken',
    'wrongChain',
  ])
  for (const { id, kind, status } of transaction.casesOf(refund.saleId)) {
    if (status !== 'open' || !isAbout.has(kind)) continue
    transaction.append({
      type: 'case.resolved',
      subject: { kind: 'case', id },
      body: {
        caseId: id,
        how: kind === 'overpaid' || kind === 'duplicate' ? 'returnExcess' : 'returnAll',
        reason: `Refund ${formatRefundNumber(refund.number)}`,
      },
      actor: refund.approvedBy ?? refund.requestedBy,
    })
  }
}

/**
 * Takes a backend's word about a refund of this till: what it took from which balance, where it stands, and its transaction.
 * A word that the lifecycle does not allow, such as a failure after it arrived, is kept out of the books and said in the log.
 */
export function recordRefundWord(
  transaction: LedgerTransaction,
  refund: Refund,
  movement: Movement,
  log: Log,
): void {
  const { id, balanceAsset, amountMinor, feeMinor, totalMinor } = movement
  const txHash = movement.txHash?.toLowerCase()
  const problem = problemOf(movement)
  const news: RefundNews = {
    transferId: id,
    sent: { asset: balanceAsset, amountMinor, feeMinor, totalMinor },
    ...(isHash(txHash) ? { txHash } : {}),
    ...(problem === undefined ? {} : { problem }),
  }
  const event = eventOf(movement)
  const stepped = stepRefund(transaction, refund, event, news, refundActor)
  if (!stepped.ok) {
    log.error('A backend says of a refund what cannot be', {
      refundId: refund.id,
      from: refund.status,
      event,
    })
    return
  }
  if (stepped.refund.status === 'confirmed' && refund.status !== 'confirmed')
    resolveExcessCases(transaction, stepped.refund)
}

/** A refund that a wallet sent is final on its chain. */
export function recordRefundConfirmed(transaction: LedgerTransaction, refund: Refund): void {
  const stepped = stepRefund(transaction, refund, 'confirmed', {}, refundActor)
  if (stepped.ok) resolveExcessCases(transaction, stepped.refund)
}

/** Refunds of this till claim the movements that they are. */
export function claimForRefunds(log: Log): MovementClaim {
  return (transaction, movement) => {
    if (movement.kind !== 'withdrawal') return false
    const refund =
      (movement.refId === undefined ? undefined : transaction.findRefundByRef(movement.refId)) ??
      transaction.findRefundByTransfer(movement.id)
    if (refund?.backend !== movement.backend) return false
    recordRefundWord(transaction, refund, movement, log)
    return true
  }
}
