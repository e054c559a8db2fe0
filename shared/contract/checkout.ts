import { eventIterator } from '@orpc/contract'
import { adjustment, evmAddress, fiatCurrency, id, instant, lineItem, minor, reason } from './fields.ts'
import { procedure } from './procedure.ts'
import { checkoutView, saleTotals } from './sale-views.ts'
import { saleLimits } from '../domain/sale/sale.ts'
import { z } from './z.ts'

const basket = z.object({
  lines: z.array(lineItem).max(saleLimits.linesMax),
  discount: adjustment,
  tip: adjustment,
})
const saleInput = z.object({ saleId: id })

/** Opening a sale and taking its payment. */
export const checkoutContract = {
  /**
   * Opens a sale and its invoice. `key` is made once by the page, before the first try: the same key gives the same sale.
   * Needs no network.
   */
  open: procedure('cashier')
    .input(basket.extend({ key: id, note: z.string().max(200).optional() }))
    .output(checkoutView),
  /** The totals of a basket, as `open` would make them; the till also shows them on the customer display. */
  total: procedure('cashier').input(basket).output(saleTotals),
  get: procedure('cashier').input(saleInput).output(checkoutView),
  /** Pushes the checkout now and at every change, until the page lets go. */
  follow: procedure('cashier').input(saleInput).output(eventIterator(checkoutView)),
  /** Which token and network the customer is shown. */
  select: procedure('cashier')
    .input(saleInput.extend({ offerId: z.string().max(80) }))
    .output(checkoutView),
  /** Gives the customer more time. */
  extend: procedure('cashier')
    .input(saleInput.extend({ key: id }))
    .output(checkoutView),
  /** Cancels an unpaid sale. Money that still arrives is recorded and not lost. */
  cancel: procedure('cashier').input(saleInput.extend({ reason })).output(checkoutView),
  /** The open checkouts of this till, newest first, at most 50. */
  listOpen: procedure('cashier').output(z.array(checkoutView).max(50)),
  /** Takes a finished sale off the customer display. */
  dismiss: procedure('cashier')
    .input(saleInput)
    .output(z.object({ dismissed: z.boolean() })),
}

const displayLine = z.object({ name: z.string(), quantity: z.number().int(), totalMinor: minor })

/** What the customer display shows: an idle shop, a basket, or one checkout. Never another sale. */
export const displayState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle'), shopName: z.string(), environment: z.string() }),
  z.object({
    kind: z.literal('basket'),
    shopName: z.string(),
    environment: z.string(),
    currency: fiatCurrency,
    lines: z.array(displayLine).max(saleLimits.linesMax),
    totalMinor: minor,
  }),
  z.object({
    kind: z.literal('checkout'),
    shopName: z.string(),
    environment: z.string(),
    checkout: checkoutView,
    lines: z.array(displayLine).max(saleLimits.linesMax),
  }),
  /** A refund is about to be sent: is this the customer's own address? */
  z.object({
    kind: z.literal('confirmAddress'),
    shopName: z.string(),
    environment: z.string(),
    askId: id,
    amountText: z.string(),
    chainName: z.string(),
    address: evmAddress,
  }),
])

/** The customer display. */
export const displayContract = {
  follow: procedure('display').output(eventIterator(displayState)),
  /** The customer's answer to the question whether an address is theirs. */
  answerAddress: procedure('display')
    .input(z.object({ askId: id, isMine: z.boolean() }))
    .output(z.object({ taken: z.boolean() })),
  /** The till shows a basket as it grows; an empty one clears the display. */
  showBasket: procedure('cashier')
    .input(
      z.object({
        currency: fiatCurrency,
        lines: z.array(displayLine).max(saleLimits.linesMax),
        totalMinor: minor,
      }),
    )
    .output(z.object({ shownAt: instant })),
}
