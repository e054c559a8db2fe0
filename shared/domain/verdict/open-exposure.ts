import type { Invoice } from '../invoice/invoice.ts'
import { roundUp } from '../money/divide.ts'
import { inChainOrder, offerFor, usedMinor } from '../payment/coverage.ts'
import type { Payment } from '../payment/payment.ts'

/**
 * What an invoice takes of payments that are not final, by chain, in minor units of the invoice's currency, rounded up.
 * @param payments those that count, in the order of their chains
 */
export function valueByChain(
  payments: readonly Payment[],
  invoice: Pick<Invoice, 'offers' | 'amountMinor'>,
): ReadonlyMap<string, bigint> {
  const used = usedMinor(payments, invoice.offers)
  const values = new Map<string, bigint>()
  for (const payment of payments) {
    const offer = offerFor(payment, invoice.offers)
    const takenMinor = used.get(payment.key) ?? 0n
    if (!offer || takenMinor === 0n || payment.status === 'settled') continue
    const valueMinor = roundUp(takenMinor * invoice.amountMinor, offer.amountMinor)
    values.set(payment.chain, (values.get(payment.chain) ?? 0n) + valueMinor)
  }
  return values
}

/** What goods have left on and is not final, by chain: nothing unless the sale is confirmed. */
export function openExposureOf(invoice: Invoice, payments: readonly Payment[]): ReadonlyMap<string, bigint> {
  if (invoice.status !== 'confirmed') return new Map()
  const released = payments.filter(
    (payment) => payment.status === 'confirmed' || payment.status === 'settled',
  )
  return valueByChain(inChainOrder(released), invoice)
}
