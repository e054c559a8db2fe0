import { cancelSale, extendInvoice } from '../checkout/change-sale.ts'
import { findCheckout } from '../checkout/checkout-view.ts'
import { openSale } from '../checkout/open-sale.ts'
import { totalBasket } from '../../shared/domain/sale/total-basket.ts'
import type { CheckoutView } from '../../shared/contract/sale-views.ts'
import type { Basket } from '../../shared/domain/sale/sale.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer, makeFailure } from './failure.ts'
import { os } from './middleware.ts'
import { toBasket } from './basket-input.ts'

const openListMax = 50
/** Choices of a way to pay that are remembered; an older sale shows its quickest way again. */
const shownMax = 1_000

/** Opening sales and taking their payment. */
export function checkoutApi(terminal: TerminalParts) {
  const { till } = terminal
  const view = (saleId: string): CheckoutView => answer(findCheckout(till, saleId)).view
  const changed = (saleId: string): CheckoutView => {
    terminal.liveCheckouts.changed([saleId])
    terminal.display.refresh(saleId)
    return view(saleId)
  }
  return {
    open: os.checkout.open.handler(({ input, context }) => {
      const staff = callerOf(context)
      const opened = answer(
        openSale(till, {
          key: input.key,
          basket: toBasket(input),
          staff: { id: staff.staffId, name: staff.name },
          ...(input.note === undefined ? {} : { note: input.note }),
        }),
      )
      terminal.display.showCheckout(opened.saleId)
      return changed(opened.saleId)
    }),
    total: os.checkout.total.handler(({ input }) => {
      const { shop, tax } = till.settings()
      const basket: Basket = toBasket(input)
      return answer(totalBasket(basket, { currency: shop.currency, mode: tax.mode, rates: tax.rates })).totals
    }),
    get: os.checkout.get.handler(({ input }) => view(input.saleId)),
    follow: os.checkout.follow.handler(async function* ({ input, signal }) {
      view(input.saleId)
      yield* terminal.liveCheckouts.follow(input.saleId, signal)
    }),
    select: os.checkout.select.handler(({ input }) => {
      const { offers } = view(input.saleId)
      if (!offers.some((offer) => offer.id === input.offerId)) {
        throw makeFailure('contract.invalidInput', 'This sale cannot be paid that way.', { field: 'offerId' })
      }
      till.shownOffers.delete(input.saleId)
      till.shownOffers.set(input.saleId, input.offerId)
      for (const oldest of [...till.shownOffers.keys()].slice(
        0,
        Math.max(0, till.shownOffers.size - shownMax),
      ))
        till.shownOffers.delete(oldest)
      terminal.display.showCheckout(input.saleId)
      return changed(input.saleId)
    }),
    extend: os.checkout.extend.handler(({ input, context }) => {
      answer(extendInvoice(till, { saleId: input.saleId, key: input.key, actor: callerOf(context).staffId }))
      return changed(input.saleId)
    }),
    cancel: os.checkout.cancel.handler(({ input, context }) => {
      answer(
        cancelSale(till, { saleId: input.saleId, reason: input.reason, actor: callerOf(context).staffId }),
      )
      return changed(input.saleId)
    }),
    listOpen: os.checkout.listOpen.handler(() =>
      terminal.ledger
        .listSales({ status: ['open', 'detected'], limit: openListMax })
        .sales.map(({ saleId }) => view(saleId)),
    ),
    dismiss: os.checkout.dismiss.handler(({ input }) => ({
      dismissed: terminal.display.dismiss(input.saleId),
    })),
  }
}

/** The customer display. */
export function displayApi(terminal: TerminalParts) {
  return {
    follow: os.display.follow.handler(async function* ({ signal }) {
      yield* terminal.display.follow(signal)
    }),
    answerAddress: os.display.answerAddress.handler(({ input }) => ({
      taken: terminal.refunds.questions.answer(input.askId, input.isMine),
    })),
    showBasket: os.display.showBasket.handler(({ input }) => {
      terminal.display.showBasket(input)
      return { shownAt: terminal.clock.now() }
    }),
  }
}
