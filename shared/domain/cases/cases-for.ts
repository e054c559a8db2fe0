import type { Arrival } from '../arrival/arrival.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { coverageOf, isCovered, isDust, offerFor } from '../payment/coverage.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import { contradicts, creditCaseOf, type Credit } from '../credit/credit.ts'
import { findRefundWarning } from '../payment/refund-warning.ts'
import { testimonyOf } from '../payment/witnesses.ts'
import { tokenCurrency, type Token } from '../tokens/token.ts'
import type { CaseKind } from './case.ts'

/** What decides which cases a sale needs: its invoice as it stands now, and everything that reached its address. */
export type CaseFacts = Readonly<{
  invoice: Invoice
  payments: readonly Payment[]
  arrivals: readonly Arrival[]
  /** What a settlement backend says of the sale's money. */
  credits?: readonly Credit[]
  /** True when the sale was recognised before and is not now: goods may have left on it. */
  wasRecognised: boolean
  /** The tokens of the shop, also those that it does not take now; amounts of others are never weighed. */
  tokens: readonly Pick<Token, 'currency' | 'decimals'>[]
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

/** Whether a source says that the payment is not in its block; of money in the books a person hears every denial. */
function isDenied(payment: Payment): boolean {
  return testimonyOf(payment, {}) === 'denied'
}

/** Money that a decision is about. Crumbs that anybody can send are none, unless the sale is only covered with them. */
function weightyOf(live: readonly Payment[], { offers }: Invoice): readonly Payment[] {
  const weighty = live.filter((payment) => !isDust(payment, offers))
  return isCovered(coverageOf(live, offers)) && !isCovered(coverageOf(weighty, offers)) ? live : weighty
}

/** What the sources say of the money. An audit may deny what was final long ago: the books keep it, and a person looks. */
function ofSources({ exception }: Invoice, live: readonly Payment[]): readonly WantedCase[] {
  const denied = live.filter((payment) => payment.status === 'settled' && isDenied(payment))
  if (exception === 'sourcesDisagree') return [{ kind: 'sourcesDisagree', things: keysOf(live) }]
  return denied.length === 0 ? [] : [{ kind: 'sourcesDisagree', things: keysOf(denied) }]
}

/** What the shop has to decide about the money of a sale. While it is open the cashier in front of the customer owns it. */
function ofMoney({ status, exception, offers }: Invoice, live: readonly Payment[]): readonly WantedCase[] {
  const things = keysOf(live)
  if (things.length === 0) return []
  if (status === 'void' || status === 'expired')
    return [{ kind: isCovered(coverageOf(live, offers)) ? 'paidLate' : 'underpaid', things }]
  const isPaid = status === 'confirmed' || status === 'settled'
  const isKept = exception === 'overpaid' || exception === 'duplicate' || exception === 'paidLate'
  return isPaid && isKept ? [{ kind: exception, things }] : []
}

/** Cases that follow from how the invoice stands. */
function ofInvoice({ invoice, payments, wasRecognised }: CaseFacts): readonly WantedCase[] {
  const offered = payments.filter((payment) => offerFor(payment, invoice.offers) !== undefined)
  const live = offered.filter((payment) => isLive(payment.status))
  const doubts = ofSources(invoice, live)
  // Nobody decides about money that may never have been there.
  if (invoice.exception === 'sourcesDisagree') return doubts
  const isPaid = invoice.status === 'confirmed' || invoice.status === 'settled'
  const lost = offered.filter((payment) => payment.status === 'orphaned')
  const reverted: readonly WantedCase[] =
    wasRecognised && !isPaid ? [{ kind: 'reverted', things: keysOf(lost.length > 0 ? lost : live) }] : []
  return [...doubts, ...reverted, ...ofMoney(invoice, weightyOf(live, invoice))]
}

/** Cases of what is not the money asked for, whatever becomes of the invoice. */
function ofStrays({ invoice, payments, arrivals, tokens }: CaseFacts): readonly WantedCase[] {
  const isCrumb = ({ currency, amountMinor }: Payment): boolean => {
    const token = tokens.find((candidate) => candidate.currency === currency)
    return token !== undefined && findRefundWarning({ amountMinor, decimals: token.decimals }) !== undefined
  }
  const strays = payments
    .filter((payment) => isLive(payment.status) && !offerFor(payment, invoice.offers) && !isCrumb(payment))
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

/** A backend that says otherwise than the chain is a source that disagrees. */
function withContradictions(
  wanted: readonly WantedCase[],
  { payments, credits = [] }: CaseFacts,
): readonly WantedCase[] {
  const things = payments
    .filter((payment) => credits.some((credit) => contradicts(credit, payment)))
    .map(({ key }) => key)
  if (things.length === 0) return wanted
  const known = wanted.find(({ kind }) => kind === 'sourcesDisagree')
  const others = wanted.filter((one) => one !== known)
  return [...others, { kind: 'sourcesDisagree', things: [...new Set([...(known?.things ?? []), ...things])] }]
}

/** Money that a backend holds back, has refused, or found where the till does not look. */
function ofCredits({ credits = [] }: CaseFacts): readonly WantedCase[] {
  const kinds = ['creditHeld', 'creditFailed', 'creditElsewhere'] as const
  return kinds.flatMap((kind) => {
    const things = credits
      .filter((credit) => creditCaseOf(credit) === kind)
      .map(({ movement }) => movement.id)
    return things.length === 0 ? [] : [{ kind, things }]
  })
}

/**
 * The cases that a sale needs now: everything that arrived and fits no open sale, and every doubt on which goods may have
 * left. Pure and total; the same facts give the same cases.
 */
export function casesFor(facts: CaseFacts): readonly WantedCase[] {
  return [...withContradictions(ofInvoice(facts), facts), ...ofStrays(facts), ...ofCredits(facts)]
}

/** Kinds that are doubts and no decisions: they end when the chains have ended the doubt. */
export function curesItself(kind: CaseKind): boolean {
  return (
    kind === 'reverted' || kind === 'sourcesDisagree' || kind === 'creditHeld' || kind === 'balanceDiffers'
  )
}
