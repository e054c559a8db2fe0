import { postingsBetween } from '../../shared/domain/ledger/posting.ts'
import { booksOfRefund } from '../../shared/domain/ledger/refund-postings.ts'
import { applyRefundEvent, type RefundEvent } from '../../shared/domain/refund/refund-lifecycle.ts'
import type { Refund, RefundProgress } from '../../shared/domain/refund/refund.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'
import { encodeBody } from '../ledger/entry-codec.ts'
import type { LedgerTransaction } from '../ledger/port.ts'

const entryTypes = {
  approved: 'refund.approved',
  declined: 'refund.declined',
  cancelled: 'refund.cancelled',
  reserved: 'refund.reserved',
  taken: 'refund.submitted',
  broadcast: 'refund.broadcast',
  confirmed: 'refund.confirmed',
  failed: 'refund.failed',
  answerLost: 'refund.unknown',
  provenAbsent: 'refund.reopened',
  blockLost: 'refund.reopened',
} as const satisfies Record<RefundEvent, string>

/** What an event brings with it. */
export type RefundNews = Partial<Omit<RefundProgress, 'status'>>

/** Compares as the journal writes it, so that neither the order of keys nor a restart makes a difference. */
function isNews(refund: Refund, news: RefundNews): boolean {
  const before: RefundNews = Object.fromEntries(
    Object.keys(news).map((key) => [key, refund[key as keyof RefundNews]]),
  )
  const told = (facts: RefundNews): string =>
    encodeBody(Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)))
  return told(before) !== told(news)
}

/**
 * Moves a refund by one event: one entry, with the postings that bring the books from where they were to where they should be.
 * An event that changes nothing writes nothing.
 * @returns the refund as it stands then, or `refund.transitionRefused`
 */
export function stepRefund(
  transaction: LedgerTransaction,
  refund: Refund,
  event: RefundEvent,
  news: RefundNews,
  actor: string,
): { ok: true; refund: Refund } | Rejected {
  const applied = applyRefundEvent(refund.status, event)
  if (!applied.ok) return applied
  const { status } = applied
  if (status === refund.status && !isNews(refund, news)) return { ok: true, refund }
  const { id, saleId } = refund
  const after = { ...refund, ...news, status }
  const postings = postingsBetween(booksOfRefund(refund, refund), booksOfRefund(refund, after))
  const { entry } = transaction.append({
    type: entryTypes[event],
    subject: { kind: 'sale', id: saleId },
    body: { refundId: id, saleId, from: refund.status, ...news, status },
    actor,
    ...(postings.length === 0 ? {} : { postings }),
  })
  return { ok: true, refund: { ...after, at: entry.at, seq: entry.seq } }
}
