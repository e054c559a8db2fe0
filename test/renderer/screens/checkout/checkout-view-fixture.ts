import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

type OfferView = CheckoutView['offers'][number]

const address = '0xE77162b7D2CEb3625a4993Bab557403a7B706F18'

/** An offer of 18.40 tokens, unless told otherwise. */
export function offerFixture(symbol: string, chain: string, more: Partial<OfferView> = {}): OfferView {
  return {
    id: `${symbol}.${chain}`,
    currency: `${symbol}.${chain}`,
    symbol,
    chain,
    chainId: 31_337,
    chainName: chain === 'fast' ? 'Practice Fast' : 'Practice Slow',
    tokenAddress: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
    decimals: 6,
    amountMinor: 18_400_000n,
    missingMinor: 18_400_000n,
    available: true,
    address,
    uri: 'ethereum:0x',
    releaseSeconds: chain === 'fast' ? 2 : 36,
    ...more,
  }
}

/** A checkout that waits for its payment, unless told otherwise. */
export function checkoutFixture(more: Partial<CheckoutView> = {}): CheckoutView {
  return {
    saleId: 'sale-1',
    number: 12,
    currency: 'USD',
    amountMinor: 1_840n,
    status: 'open',
    exception: 'none',
    headline: 'Waiting',
    verdict: { answer: 'notPaid', reason: 'waiting', advice: 'showCode', evidence: [] },
    offers: [offerFixture('USDC', 'fast'), offerFixture('USDC', 'slow'), offerFixture('PYUSD', 'slow')],
    selectedOfferId: 'USDC.fast',
    uri: 'ethereum:0x',
    address,
    openedAt: 1_000,
    expiresAt: 601_000,
    now: 1_000,
    payments: [],
    ...more,
  }
}
