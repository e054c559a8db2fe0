import type { Payment } from '../../shared/domain/payment/payment.ts'
import { paymentKey } from '../../shared/domain/payment/payment.ts'
import { applyPaymentEvent, isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import { postDetected } from '../../shared/domain/ledger/sale-postings.ts'
import { reversed } from '../../shared/domain/ledger/posting.ts'
import type { ChainStep, SeenTransfer } from '../chains/port.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import { raiseCases } from '../cases/raise-cases.ts'
import type { RefundWatch } from '../refunds/watch-refunds.ts'
import { assessSale, paymentStep, watcherActor } from './assess-sale.ts'
import { orphanArrival, recordArrival } from './record-arrival.ts'
import type { Till } from './till.ts'
import type { Watchlist } from './watchlist.ts'

/** What a step changed, for the screens. */
export type StepResult = Readonly<{ touched: readonly string[]; orphaned: number; detected: number }>

/** A payment lost its block: what it brought leaves the books again, and the row stays, because it may come back. */
export function orphanPayment(transaction: LedgerTransaction, saleId: string, payment: Payment): void {
  transaction.append({
    type: 'payment.orphaned',
    subject: { kind: 'sale', id: saleId },
    body: paymentStep(payment, saleId),
    actor: watcherActor,
    postings: reversed(postDetected(payment)),
  })
}

/** Orphans the live payments of some sales on a chain that are lost. @returns the sales they belong to */
function orphanPayments(
  till: Till,
  transaction: LedgerTransaction,
  { chain, saleIds }: Readonly<{ chain: string; saleIds: readonly string[] }>,
  isLost: (payment: Payment) => boolean,
): readonly string[] {
  const touched: string[] = []
  for (const saleId of saleIds) {
    const payments = transaction.findSale(saleId)?.payments ?? []
    for (const payment of payments) {
      if (payment.chain !== chain || !isLive(payment.status) || !isLost(payment)) continue
      if (!applyPaymentEvent(payment.status, 'blockLost').ok) {
        till.log.error('A settled payment lost its block', { chain, saleId, txHash: payment.txHash })
        continue
      }
      orphanPayment(transaction, saleId, payment)
      touched.push(saleId)
    }
  }
  return touched
}

/** Payments above the block that the chain went back to are orphaned; the rows stay. */
function orphanAbove(
  till: Till,
  transaction: LedgerTransaction,
  watchlist: Watchlist,
  { chain, rewoundTo }: ChainStep,
): readonly string[] {
  if (rewoundTo === undefined) return []
  const arrivals = transaction.arrivalsAbove(chain, rewoundTo.number)
  for (const arrival of arrivals) orphanArrival(transaction, arrival)
  const above = { chain, saleIds: watchlist.movingOn(chain) }
  return [
    ...arrivals.map(({ saleId }) => saleId),
    ...orphanPayments(till, transaction, above, (payment) => payment.blockNumber > rewoundTo.number),
  ]
}

/**
 * A payment that was seen ahead of the reading stands only if the reading finds it too: whoever showed it then may have
 * been on a fork, or have lied, and from this step on its depth would let goods go.
 */
function orphanUnread(
  till: Till,
  transaction: LedgerTransaction,
  watchlist: Watchlist,
  { chain, rewoundTo, cursor, transfers }: ChainStep,
): readonly string[] {
  const readFrom = (rewoundTo ?? transaction.chainCursor(chain))?.number
  if (readFrom === undefined || cursor.number <= readFrom) return []
  const saleIds = watchlist.movingAbove(chain, readFrom)
  if (saleIds.length === 0) return []
  const found = new Set(
    transfers.map(({ txHash, logIndex, block }) => `${paymentKey(chain, txHash, logIndex)}:${block.hash}`),
  )
  return orphanPayments(
    till,
    transaction,
    { chain, saleIds },
    ({ key, blockNumber, blockHash }) =>
      blockNumber > readFrom && blockNumber <= cursor.number && !found.has(`${key}:${blockHash}`),
  )
}

function toPayment(
  till: Till,
  step: ChainStep,
  transfer: SeenTransfer,
  invoiceId: string,
): Payment | undefined {
  const token = till
    .settings()
    .chains.tokens.find(
      (candidate) =>
        candidate.chain === step.chain && candidate.address.toLowerCase() === transfer.token.toLowerCase(),
    )
  if (!token) return undefined
  return {
    key: paymentKey(step.chain, transfer.txHash, transfer.logIndex),
    invoiceId,
    chain: step.chain,
    currency: token.currency,
    amountMinor: transfer.amountMinor,
    from: transfer.from,
    to: transfer.to,
    txHash: transfer.txHash,
    logIndex: transfer.logIndex,
    blockNumber: transfer.block.number,
    blockHash: transfer.block.hash,
    blockTimestamp: transfer.block.timestamp,
    detectedAt: step.at,
    source: step.source,
    status: 'detected',
  }
}

/**
 * Records one transfer, once: the same log in the same block again is nothing new; in another block, what was known of
 * the first is orphaned before. The same transaction can come back under another log index after a reorganisation.
 */
function recordTransfer(
  till: Till,
  transaction: LedgerTransaction,
  step: ChainStep,
  transfer: SeenTransfer,
): string | undefined {
  const saleId = transaction.findSaleByAddress(transfer.to)
  const facts = saleId === undefined ? undefined : transaction.findSale(saleId)
  if (!facts) return undefined
  const payment = toPayment(till, step, transfer, facts.invoice.id)
  // A transfer of nothing is how look-alike addresses are planted in a history: it is not money.
  if (!payment || payment.amountMinor === 0n)
    return recordArrival(till, transaction, step, transfer, facts) ? facts.sale.id : undefined
  const known = facts.payments.find((candidate) => candidate.key === payment.key)
  if (known && isLive(known.status)) {
    if (known.blockHash === payment.blockHash) return undefined
    if (!applyPaymentEvent(known.status, 'blockLost').ok) return undefined
    orphanPayment(transaction, facts.sale.id, known)
  }
  transaction.append({
    type: 'payment.detected',
    subject: { kind: 'sale', id: facts.sale.id },
    body: { ...payment, saleId: facts.sale.id },
    actor: watcherActor,
    postings: postDetected(payment),
  })
  return facts.sale.id
}

/** The till as it will know the chain once the step is in the ledger: a new block counts as read. */
function afterStep(till: Till, step: ChainStep): Till {
  const { number, hash, timestamp } = step.cursor
  const before = till.sights.get(step.chain)
  // A chain that was silent has just spoken; one that catches up has not caught up by one step.
  const state = before?.state === 'catchingUp' ? ('catchingUp' as const) : ('live' as const)
  const { chain, source, at } = step
  const sight = { ...before, chain, source, at, state, readUpTo: { number, hash, timestamp } }
  return { ...till, sights: new Map(till.sights).set(chain, sight), exposures: till.exposures.draft() }
}

/**
 * Applies one step of a chain loop in one transaction: what the chain took back, what it brought, the cursor, and the
 * verdicts that follow. If the process dies anywhere, none of it happened and the loop reads the same blocks again.
 */
export function recordChainStep(
  till: Till,
  watchlist: Watchlist,
  step: ChainStep,
  refunds?: Pick<RefundWatch, 'apply'>,
): StepResult {
  const now = till.clock.now()
  const after = afterStep(till, step)
  return till.ledger.transact((transaction) => {
    const orphaned = [
      ...orphanAbove(till, transaction, watchlist, step),
      ...orphanUnread(till, transaction, watchlist, step),
    ]
    const detected = step.transfers.flatMap(
      (transfer) => recordTransfer(till, transaction, step, transfer) ?? [],
    )
    transaction.moveChain(step.chain, {
      ...(step.rewoundTo === undefined ? {} : { rewoundTo: step.rewoundTo.number }),
      blocks: step.blocks,
      cursor: step.cursor,
    })
    const refunded = refunds?.apply(transaction, step) ?? []
    const touched = new Set([...orphaned, ...detected, ...watchlist.movingOn(step.chain)])
    for (const saleId of watchlist.due(now)) touched.add(saleId)
    // Whoever came first is first to take what is left of a cap, also after a restart.
    for (const saleId of watchlist.inOrder(touched)) assessSale(after, transaction, saleId)
    // A case may follow from what arrived alone, where the verdict on the sale stays as it was.
    for (const saleId of new Set([...orphaned, ...detected])) raiseCases(transaction, till, saleId)
    return { touched: [...touched, ...refunded], orphaned: orphaned.length, detected: detected.length }
  })
}

/** Applies what time alone changes: minimum seconds and deadlines. Writes nothing when nothing is due. */
export function assessDue(till: Till, watchlist: Watchlist): readonly string[] {
  const due = watchlist.due(till.clock.now())
  if (due.length === 0) return []
  const drafted = { ...till, exposures: till.exposures.draft() }
  return till.ledger.transact((transaction) =>
    watchlist.inOrder(due).filter((saleId) => assessSale(drafted, transaction, saleId) > 0),
  )
}
