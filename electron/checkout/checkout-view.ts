import { formatEip681 } from '../../shared/domain/invoice/eip681.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { releaseSeconds } from '../../shared/domain/invoice/make-offers.ts'
import { coverageOf, missingMinor, type Coverage } from '../../shared/domain/payment/coverage.ts'
import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import type { Payment } from '../../shared/domain/payment/payment.ts'
import { headlineOf } from '../../shared/domain/verdict/verdict.ts'
import type { Offer } from '../../shared/domain/invoice/invoice.ts'
import type { CheckoutView } from '../../shared/contract/sale-views.ts'
import type { SaleFacts } from '../ledger/port.ts'
import { assessFacts } from './assess-sale.ts'
import { creditsOf } from './credit-views.ts'
import { findOfferProblem, sightOf, type Till } from './till.ts'

function shownOffer(till: Till, facts: SaleFacts): Offer {
  const { offers } = facts.invoice
  const shown = offers.find((offer) => offer.id === till.shownOffers.get(facts.sale.id))
  // Without a choice the quickest network that answers is shown; else one that is merely silent.
  const offer =
    shown ??
    offers.find((candidate) => availabilityOf(till, candidate).available) ??
    offers.find((candidate) => findOfferProblem(till, candidate) === undefined) ??
    offers[0]
  assertInvariant(offer !== undefined, 'An invoice has at least one offer', { saleId: facts.sale.id })
  return offer
}

/** Decimals of a token: those of the offer, else of the list; a token that is not offered is shown in its own units too. */
function decimalsOf(till: Till, facts: SaleFacts, currency: string): number {
  const isIt = (token: Readonly<{ currency: string }>): boolean => token.currency === currency
  const token = facts.invoice.offers.find(isIt) ?? till.settings().chains.tokens.find(isIt)
  assertInvariant(token !== undefined, 'A payment is in a token of the list', { currency })
  return token.decimals
}

function receivedText(till: Till, facts: SaleFacts): string | undefined {
  const live = facts.payments.filter((payment) => isLive(payment.status))
  const sums = new Map<string, { minor: bigint; decimals: number }>()
  for (const { currency, amountMinor } of live) {
    const decimals = decimalsOf(till, facts, currency)
    sums.set(currency, { minor: (sums.get(currency)?.minor ?? 0n) + amountMinor, decimals })
  }
  const texts = [...sums].map(([currency, { minor, decimals }]) =>
    formatMoney(minor, { currency: tokenOf(facts, currency), scale: decimals }),
  )
  return texts.length === 0 ? undefined : texts.join(' + ')
}

function tokenOf(facts: SaleFacts, currency: string): Offer['currency'] {
  const payment = facts.payments.find((candidate) => candidate.currency === currency)
  assertInvariant(payment !== undefined, 'A sum is of payments of the sale')
  return payment.currency
}

/** The most payments a screen is sent; anybody can send dust to an address, and dust must not hide money. */
const shownPaymentsMax = 500

function shownPayments(payments: readonly Payment[]): Payment[] {
  if (payments.length <= shownPaymentsMax) return [...payments]
  const bySize = payments.toSorted((left, right) =>
    left.amountMinor === right.amountMinor ? 0 : left.amountMinor > right.amountMinor ? -1 : 1,
  )
  const kept = new Set(bySize.slice(0, shownPaymentsMax))
  return payments.filter((payment) => kept.has(payment))
}

/** Whether an offer can be paid now, and why not. */
function availabilityOf(
  till: Till,
  offer: Offer,
): Pick<CheckoutView['offers'][number], 'available' | 'unavailableBecause'> {
  // What is known against a token stays known while its network is silent, and takes its code off the screens.
  const isSilent = sightOf(till, offer.chain).state === 'silent'
  const because = findOfferProblem(till, offer) ?? (isSilent ? 'silent' : undefined)
  return because === undefined ? { available: true } : { available: false, unavailableBecause: because }
}

/**
 * The offers as they stand now, quickest first: what goods have left on in the meantime can make a network slower. The code
 * on the screen stays the one that was chosen.
 */
function shownOffers(till: Till, { sale, invoice }: SaleFacts, coverage: Coverage): CheckoutView['offers'] {
  const { releaseRules: rules, exposureCaps: caps, chains } = till.settings()
  const terms = { rules, caps, exposures: till.exposures.without(sale.id) }
  const offers = invoice.offers.map((offer) => {
    const chain = chains.chains.find((candidate) => candidate.key === offer.chain)
    return {
      ...offer,
      ...(chain ? { releaseSeconds: releaseSeconds(invoice.amountMinor, chain, terms) } : {}),
      missingMinor: missingMinor(coverage, offer),
      ...availabilityOf(till, offer),
    }
  })
  return offers.toSorted((left, right) => left.releaseSeconds - right.releaseSeconds)
}

/** A checkout as the screens show it, assessed with what is known of the chains right now. */
export function checkoutView(till: Till, facts: SaleFacts): CheckoutView {
  const { status, exception, verdict } = assessFacts(till, facts)
  const { invoice, sale } = facts
  const coverage = coverageOf(
    facts.payments.filter((payment) => isLive(payment.status)),
    invoice.offers,
  )
  const offers = shownOffers(till, facts, coverage)
  const shown = shownOffer(till, facts)
  const missing = missingMinor(coverage, shown)
  const request = {
    tokenAddress: shown.tokenAddress,
    chainId: shown.chainId,
    recipient: invoice.address,
    amountMinor: missing > 0n ? missing : shown.amountMinor,
  }
  const received = receivedText(till, facts)
  return {
    saleId: sale.id,
    number: sale.number,
    currency: invoice.currency,
    amountMinor: invoice.amountMinor,
    status,
    exception,
    headline: headlineOf(verdict),
    verdict,
    offers,
    selectedOfferId: shown.id,
    uri: formatEip681(request),
    address: invoice.address,
    openedAt: invoice.openedAt,
    expiresAt: invoice.expiresAt,
    now: till.clock.now(),
    payments: shownPayments(facts.payments),
    ...(received === undefined ? {} : { receivedText: received }),
    ...creditsOf(till, facts),
  }
}

/** The checkout of a sale, or `sale.notFound`. */
export function findCheckout(till: Till, saleId: string): { ok: true; view: CheckoutView } | Rejected {
  const facts = till.ledger.findSale(saleId)
  return facts ? { ok: true, view: checkoutView(till, facts) } : reject('sale.notFound', { saleId })
}
