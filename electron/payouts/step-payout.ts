import { postingsBetween } from '../../shared/domain/ledger/posting.ts'
import { booksOfPayout } from '../../shared/domain/payout/payout-books.ts'
import { applyPayoutEvent, type PayoutEvent } from '../../shared/domain/payout/payout-lifecycle.ts'
import type { Payout, PayoutProgress, PayoutStatus } from '../../shared/domain/payout/payout.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'
import { encodeBody } from '../ledger/entry-codec.ts'
import type { LedgerTransaction } from '../ledger/port.ts'

/** The actor of steps that no person took. */
export const payoutActor = 'till'

const entryTypes = {
  approved: 'payout.approved',
  cancelled: 'payout.cancelled',
  submitted: 'payout.submitted',
  processing: 'payout.processing',
  paid: 'payout.paid',
  failed: 'payout.failed',
  returned: 'payout.returned',
  unknown: 'payout.unknown',
} as const satisfies Record<Exclude<PayoutStatus, 'requested'>, string>

/** What an event brings with it; `undefined` takes back what was known. */
export type PayoutNews = {
  readonly [K in keyof Omit<PayoutProgress, 'status'>]?: PayoutProgress[K] | undefined
}

/** Everything that is known of a payout, without what it was asked as. */
function progressOf(payout: Payout): Omit<PayoutProgress, 'status'> {
  const { approvedBy, approvedByName, approvedAt, orderId, transferIds, hold, taken, returned, problem } =
    payout
  return present({
    approvedBy,
    approvedByName,
    approvedAt,
    orderId,
    transferIds,
    hold,
    taken,
    returned,
    problem,
  })
}

/** The parts that are there: the journal knows no `undefined`. */
function present(parts: PayoutNews): Omit<PayoutProgress, 'status'> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

/**
 * Moves a payout by one event: one entry, with the postings that bring the books from where they were to where they should be.
 * An event that changes nothing writes nothing.
 * @returns the payout as it stands then, or `payout.transitionRefused`
 */
export function stepPayout(
  transaction: LedgerTransaction,
  payout: Payout,
  event: PayoutEvent,
  news: PayoutNews,
  actor: string,
): Readonly<{ ok: true; payout: Payout }> | Rejected {
  const applied = applyPayoutEvent(payout.status, event)
  if (!applied.ok) return applied
  const { status } = applied
  const before = progressOf(payout)
  const after = present({ ...before, ...news })
  const isSame = status === payout.status && encodeBody(before) === encodeBody(after)
  if (isSame) return { ok: true, payout }
  const postings = postingsBetween(booksOfPayout(payout, payout), booksOfPayout(payout, { ...after, status }))
  transaction.append({
    type: event === 'provenAbsent' ? 'payout.reopened' : typeOf(status),
    subject: { kind: 'account', id: payout.backend },
    body: { payoutId: payout.id, from: payout.status, ...after, status },
    actor,
    ...(postings.length === 0 ? {} : { postings }),
  })
  const stepped = transaction.findPayout(payout.id)
  return { ok: true, payout: stepped ?? payout }
}

function typeOf(status: PayoutStatus): (typeof entryTypes)[keyof typeof entryTypes] {
  return entryTypes[status === 'requested' ? 'approved' : status]
}
