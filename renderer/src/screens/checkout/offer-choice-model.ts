import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

type OfferView = CheckoutView['offers'][number]

/** One radio of a group: what selecting it would choose, and why it cannot be chosen. */
export type Choice = Readonly<{
  value: string
  label: string
  offerId: string
  releaseSeconds: number
  available: boolean
  unavailableBecause?: OfferView['unavailableBecause']
  checked: boolean
}>

/** The two groups of radios of a checkout. */
export type OfferChoices = Readonly<{ tokens: readonly Choice[]; networks: readonly Choice[] }>

/** The offer that is shown, else the first. */
export function selectedOffer(view: Pick<CheckoutView, 'offers' | 'selectedOfferId'>): OfferView | undefined {
  return view.offers.find((offer) => offer.id === view.selectedOfferId) ?? view.offers[0]
}

/**
 * Why the chosen way must not be paid now: its payment could not arrive, or should not. A silent network is no reason: its
 * payment arrives and is seen later.
 */
export function offReason(
  view: Pick<CheckoutView, 'offers' | 'selectedOfferId'>,
): Exclude<OfferView['unavailableBecause'], 'silent'> {
  const because = selectedOffer(view)?.unavailableBecause
  return because === 'silent' ? undefined : because
}

function bySpeed(left: OfferView, right: OfferView): number {
  return Number(right.available) - Number(left.available) || left.releaseSeconds - right.releaseSeconds
}

function unique(offers: readonly OfferView[], keyOf: (offer: OfferView) => string): readonly OfferView[] {
  const seen = new Map<string, OfferView>()
  for (const offer of offers) if (!seen.has(keyOf(offer))) seen.set(keyOf(offer), offer)
  return [...seen.values()]
}

/**
 * Tokens and networks as two choices, each ordered by how fast it settles. Choosing a token keeps the network where it
 * takes that token and otherwise moves to the fastest that does; the networks are those of the chosen token.
 */
export function offerChoices(view: Pick<CheckoutView, 'offers' | 'selectedOfferId'>): OfferChoices {
  const selected = selectedOffer(view)
  if (!selected) return { tokens: [], networks: [] }
  const sorted = view.offers.toSorted(bySpeed)
  const sameNetworkFirst = sorted.toSorted(
    (left, right) =>
      Number(right.available && right.chain === selected.chain) -
      Number(left.available && left.chain === selected.chain),
  )
  const targetOf = (symbol: string): OfferView | undefined =>
    sameNetworkFirst.find((offer) => offer.symbol === symbol)
  const toChoice = (offer: OfferView, value: string, label: string, checked: boolean): Choice => ({
    value,
    label,
    offerId: offer.id,
    releaseSeconds: offer.releaseSeconds,
    available: offer.available,
    unavailableBecause: offer.unavailableBecause,
    checked,
  })
  return {
    tokens: unique(sorted, (offer) => offer.symbol).map((fastest) =>
      toChoice(
        targetOf(fastest.symbol) ?? fastest,
        fastest.symbol,
        fastest.symbol,
        fastest.symbol === selected.symbol,
      ),
    ),
    networks: sorted
      .filter((offer) => offer.symbol === selected.symbol)
      .map((offer) => toChoice(offer, offer.chain, offer.chainName, offer.chain === selected.chain)),
  }
}
