import type { Arrival } from '../arrival/arrival.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { coverageOf, isCovered, offerFor } from '../payment/coverage.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import { testimonyOf } from '../payment/witnesses.ts'
import { tokenCurrency } from '../tokens/token.ts'
import type { CaseKind } from './case.ts'

/** What decides which cases a sale needs: its invoice as it stands now, and everything that reached its address. */
export type CaseFacts = Readonly<{
  invoice: Invoice
  payments: readonly Payment[]
  arrivals: readonly Arrival[]
  /** True when the sale was recognised before and is not now: goods may have left on it. */
  wasRecognised: boolean
}>

/** A case that must be there, and what it is about. */
export type WantedCase = Readonly<{ kind: CaseKind; things: readonly string[] }>

function keysOf(things: readonly Readonly<{ key: string }>[]): readonly string[] {
  return things.map(({ key }) => key)
}

/** Whether money in a token that the invoice does not take has the name of one that it does, on another chain. */
function strayKind(payment: Payment, invoice: Invoice): 'wrongChain' | 'wrongToken' {
  const isSameName = invoice.offers.some(
    ({ symbol }) => payment.currency === tokenCurrency(symbol, payment.chain),
  )
  return isSameName ? 'wrongChain' : 'wrongToken'
}

/** Whether a source says that the payment is not in its block; on which network that is makes no difference to a denial. */
function isDenied(payment: Payment): boolean {
  return testimonyOf(payment, false) === 'denied'
}

/** Cases that follow from how the invoice stands. While it is open the cashier in front of the customer owns it. */
function ofInvoice({ invoice, payments, wasRecognised }: CaseFacts): readonly WantedCase[] {
  const offered = payments.filter((payment) => offerFor(payment, invoice.offers) !== undefined)
  const live = offered.filter((payment) => isLive(payment.status))
  const { status, exception } = invoice
  const things = keysOf(live)
  const isOver = status === 'void' || status === 'expired'
  const isPaid = status === 'confirmed' || status === 'settled'
  if (exception === 'sourcesDisagree') return [{ kind: 'sourcesDisagree', things }]
  // An audit may deny what was final long ago: the books keep it, and a person looks.
  const denied = live.filter((payment) => payment.status === 'settled' && isDenied(payment))
  if (denied.length > 0) return [{ kind: 'sourcesDisagree', things: keysOf(denied) }]
  if (wasRecognised && !isPaid) {
    const lost = offered.filter((payment) => payment.status === 'orphaned')
    return [{ kind: 'reverted', things: keysOf(lost) }]
  }
  if (isOver && live.length > 0)
    return [{ kind: isCovered(coverageOf(live, invoice.offers)) ? 'paidLate' : 'underpaid', things }]
  const isKept = exception === 'overpaid' || exception === 'duplicate' || exception === 'paidLate'
  return isPaid && isKept ? [{ kind: exception, things }] : []
}

/** Cases of what is not the money asked for, whatever becomes of the invoice. */
function ofStrays({ invoice, payments, arrivals }: CaseFacts): readonly WantedCase[] {
  const strays = payments
    .filter((payment) => isLive(payment.status) && !offerFor(payment, invoice.offers))
    .map((payment) => ({ key: payment.key, kind: strayKind(payment, invoice) }))
  const seen = arrivals.flatMap(({ key, kind, status }) =>
    // A transfer of nothing is no business of anybody; it stands in the history of the sale.
    status === 'seen' && kind !== 'zeroValue' ? [{ key, kind }] : [],
  )
  const kinds = ['wrongChain', 'wrongToken', 'counterfeit'] as const
  return kinds.flatMap((kind) => {
    const things = [...strays, ...seen].filter((thing) => thing.kind === kind)
    return things.length === 0 ? [] : [{ kind, things: keysOf(things) }]
  })
}

/**
 * The cases that a sale needs now: everything that arrived and fits no open sale, and every doubt on which goods may have
 * left. Pure and total; the same facts give the same cases.
 */
export function casesFor(facts: CaseFacts): readonly WantedCase[] {
  return [...ofInvoice(facts), ...ofStrays(facts)]
}

/** Kinds that are doubts and no decisions: they end when the chains have ended the doubt. */
export function curesItself(kind: CaseKind): boolean {
  return kind === 'reverted' || kind === 'sourcesDisagree'
}
