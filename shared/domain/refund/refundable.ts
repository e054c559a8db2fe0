import { isCredited, type Credit } from '../credit/credit.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { Sale } from '../ledger/journal-entry.ts'
import type { Posting } from '../ledger/posting.ts'
import { isTokenCurrency, type TokenCurrency } from '../money/currency.ts'
import { maxMinor, minMinor, sumMinor } from '../money/money.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import { reject, type Rejected } from '../../errors/rejected.ts'
import { holdsMoney } from './refund-lifecycle.ts'
import type { Refund, RefundedLine, RefundKind, RefundParts } from './refund.ts'

/** Everything that decides what may go back of a sale. */
export type RefundFacts = Readonly<{
  invoice: Invoice
  payments: readonly Payment[]
  credits: readonly Credit[]
  /** What the sale was recognised on; empty when it is not. */
  used: readonly Readonly<{ currency: TokenCurrency; amountMinor: bigint }>[]
  refunds: readonly Refund[]
  /** Every posting of the sale's entries. */
  postings: readonly Posting[]
}>

/** How much of one token may go back, for goods and of what was paid over. */
export type TokenLeft = Readonly<{
  currency: TokenCurrency
  goodsMinor: bigint
  excessMinor: bigint
  isFinal: boolean
}>

/** Refunds of goods that hold their money: what they gave back is not given back again. */
export function earlierParts(refunds: readonly Refund[]): readonly RefundParts[] {
  return refunds
    .filter(({ status, kind }) => kind === 'goods' && holdsMoney(status))
    .map(({ parts }) => parts)
}

function goodsLeft({ used, refunds, invoice }: RefundFacts, currency: TokenCurrency): bigint {
  if (invoice.status !== 'confirmed' && invoice.status !== 'settled') return 0n
  const taken = sumMinor(
    used.filter((part) => part.currency === currency).map(({ amountMinor }) => amountMinor),
  )
  const back = sumMinor(
    refunds
      .filter((refund) => refund.kind === 'goods' && refund.token === currency && holdsMoney(refund.status))
      .map(({ amountMinor }) => amountMinor),
  )
  return maxMinor(0n, taken - back)
}

/** What the books hold for nobody of this sale: the books themselves say so, refunds that are promised included. */
function excessLeft({ postings }: RefundFacts, currency: TokenCurrency): bigint {
  const owed = postings.filter(
    ({ account, currency: of }) => account === 'customers:unmatched' && of === currency,
  )
  return maxMinor(0n, -sumMinor(owed.map(({ amountMinor }) => amountMinor)))
}

/** Money that a reorganisation can still take is not given back: settled, or in the backend's own balance. */
function isFinal({ payments, credits }: RefundFacts, currency: TokenCurrency): boolean {
  return payments
    .filter((payment) => payment.currency === currency && isLive(payment.status))
    .every((payment) => payment.status === 'settled' || isCredited(payment, credits))
}

/** What may go back of a sale, token by token; tokens of which nothing is left are not listed. */
export function tokensLeft(facts: RefundFacts): readonly TokenLeft[] {
  const currencies = new Set([
    ...facts.used.map(({ currency }) => currency),
    ...facts.postings
      .filter(({ account }) => account === 'customers:unmatched')
      .flatMap(({ currency }) => (isTokenCurrency(currency) ? [currency] : [])),
  ])
  return [...currencies]
    .map((currency) => ({
      currency,
      goodsMinor: goodsLeft(facts, currency),
      excessMinor: excessLeft(facts, currency),
      isFinal: isFinal(facts, currency),
    }))
    .filter(({ goodsMinor, excessMinor }) => goodsMinor > 0n || excessMinor > 0n)
}

/**
 * How many tokens go back for a part of the goods: its share of what the sale cost in that token, rounded down, and with the last
 * part all that is left, so that in whatever steps no more and no less than was taken goes back.
 * @returns minor units of the token; `refund.tokenShort` where too little came in this token, `refund.notFinal`
 */
export function tokensForGoods(
  facts: RefundFacts,
  currency: TokenCurrency,
  parts: RefundParts,
): { ok: true; amountMinor: bigint } | Rejected {
  const left = tokensLeft(facts).find((token) => token.currency === currency)
  const offer = facts.invoice.offers.find((candidate) => candidate.currency === currency)
  if (!left || !offer || left.goodsMinor === 0n) return reject('refund.nothingLeft')
  if (!left.isFinal) return reject('refund.notFinal')
  const { amountMinor: totalMinor } = facts.invoice
  const before = sumMinor(earlierParts(facts.refunds).map((part) => part.totalMinor))
  const isLast = before + parts.totalMinor >= totalMinor
  const isAlone = facts.used.every((part) => part.currency === currency)
  const share = (parts.totalMinor * offer.amountMinor) / totalMinor
  if (!isAlone && share > left.goodsMinor)
    return reject('refund.tokenShort', { left: String(left.goodsMinor) })
  // A sale that was let go a little short has a little less to give back.
  const amountMinor = isLast && isAlone ? left.goodsMinor : minMinor(share, left.goodsMinor)
  return amountMinor === 0n ? reject('refund.amountZero') : { ok: true, amountMinor }
}

/** What a refund moves, as far as limits are concerned. */
type Moved = Readonly<{ kind: RefundKind; parts: RefundParts; token: TokenCurrency; amountMinor: bigint }>

/**
 * Whether a refund that was planned earlier still fits into what is left now, part by part and in its token. This is the cap: it is
 * asked again in the transaction that promises the money.
 * @returns `refund.tooMuch` or `refund.notFinal` where it does not
 */
export function fitsWhatIsLeft(
  sale: Pick<Sale, 'totals' | 'lines'>,
  facts: RefundFacts,
  { kind, parts, token, amountMinor }: Moved,
): { ok: true } | Rejected {
  const left = tokensLeft(facts).find(({ currency }) => currency === token)
  const tokenMinor = kind === 'goods' ? left?.goodsMinor : left?.excessMinor
  if (tokenMinor === undefined || amountMinor > tokenMinor)
    return reject('refund.tooMuch', { left: String(tokenMinor ?? 0n) })
  if (left?.isFinal !== true) return reject('refund.notFinal')
  if (kind === 'excess') return { ok: true }
  const earlier = earlierParts(facts.refunds)
  const quantities = new Map(sale.lines.map(({ id, quantity }) => [id, quantity]))
  const isWithin = parts.lines.every((line) => {
    const sold = sale.totals.lines.find(({ lineId }) => lineId === line.lineId)
    const back = earlier.flatMap(({ lines }) => lines.filter(({ lineId }) => lineId === line.lineId))
    const sum = (of: (part: RefundedLine) => bigint): bigint => sumMinor([line, ...back].map(of))
    const pieces = [line, ...back].reduce((count, { quantity }) => count + quantity, 0)
    return (
      sold !== undefined &&
      sum(({ netMinor }) => netMinor) <= sold.netMinor &&
      sum(({ taxMinor }) => taxMinor) <= sold.taxMinor &&
      pieces <= (quantities.get(line.lineId) ?? 0)
    )
  })
  const tipMinor = sumMinor([parts, ...earlier].map((part) => part.tipMinor))
  return isWithin && tipMinor <= sale.totals.tipMinor
    ? { ok: true }
    : reject('refund.tooMuch', { left: String(tokenMinor) })
}

/**
 * How much of what was paid over goes back in one token: all of it.
 * @returns minor units of the token; `refund.nothingLeft` or `refund.notFinal`
 */
export function tokensOfExcess(
  facts: RefundFacts,
  currency: TokenCurrency,
): { ok: true; amountMinor: bigint } | Rejected {
  const left = tokensLeft(facts).find((token) => token.currency === currency)
  if (!left || left.excessMinor === 0n) return reject('refund.nothingLeft')
  return left.isFinal ? { ok: true, amountMinor: left.excessMinor } : reject('refund.notFinal')
}
