import type { InvoiceException, InvoiceStatus, Offer } from '../invoice/invoice.ts'
import { coverageOf, isDust } from '../payment/coverage.ts'
import { isExceededBeyond, noTolerances } from '../payment/tolerances.ts'
import type { Payment } from '../payment/payment.ts'
import type { AssessmentFacts } from './assessment-facts.ts'
import { isPaidBy, type Standing } from './standing.ts'

/** The token without its chain: `USDC.base` is USDC. */
function symbolOf(currency: string): string {
  return currency.split('.')[0] ?? currency
}

/** Money in a token that was not asked for: on another network when the token was, else another token. */
function strayException(payment: Payment, offers: readonly Offer[]): 'wrongChain' | 'wrongToken' {
  const symbol = symbolOf(payment.currency)
  return offers.some((offer) => symbolOf(offer.currency) === symbol) ? 'wrongChain' : 'wrongToken'
}

/** What the customer most likely did instead of paying; money that can be returned before what is worth nothing. */
function mistakeOf({ stray }: Standing, facts: AssessmentFacts): InvoiceException {
  const found = new Set<InvoiceException>(
    stray.map((payment) => strayException(payment, facts.invoice.offers)),
  )
  for (const arrival of facts.arrivals ?? [])
    if (arrival.status === 'seen' && arrival.kind !== 'zeroValue') found.add(arrival.kind)
  const order = ['wrongChain', 'wrongToken', 'counterfeit'] as const
  return order.find((exception) => found.has(exception)) ?? 'none'
}

/** What is out of the ordinary about a sale that is paid. */
function exceptionOfPaid({ live }: Standing, facts: AssessmentFacts): InvoiceException {
  const { expiresAt, amountMinor, offers } = facts.invoice
  const inTime = live.filter((payment) => payment.blockTimestamp * 1000 <= expiresAt)
  if (!isPaidBy(inTime, facts)) return 'paidLate'
  // Dust that comes on top is no reason to call anybody.
  const weighty = live.filter((payment) => !isDust(payment, offers))
  if (!isExceededBeyond(coverageOf(weighty, offers), amountMinor, facts.tolerances ?? noTolerances))
    return 'none'
  return isPaidBy(weighty.slice(0, -1), facts) ? 'duplicate' : 'overpaid'
}

/** What is out of the ordinary about an invoice that stands at `status`; one word, the gravest first. */
export function exceptionOf(
  status: InvoiceStatus,
  standing: Standing,
  facts: AssessmentFacts,
): InvoiceException {
  const { moving, lost, covered, denied } = standing
  if (status === 'void') return moving.length > 0 ? 'paidLate' : mistakeOf(standing, facts)
  if (denied.length > 0) return 'sourcesDisagree'
  if (covered) return exceptionOfPaid(standing, facts)
  if (lost.length > 0) return 'reverted'
  return moving.length > 0 ? 'underpaid' : mistakeOf(standing, facts)
}
