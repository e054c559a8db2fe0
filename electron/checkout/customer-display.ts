import type { z } from 'zod'
import type { displayState } from '../../shared/contract/checkout.ts'
import { createLatest } from '../platform/latest.ts'
import { checkoutView } from './checkout-view.ts'
import type { Till } from './till.ts'

type DisplayState = z.infer<typeof displayState>
type ShownBasket = Readonly<{
  currency: Extract<DisplayState, { kind: 'basket' }>['currency']
  lines: { name: string; quantity: number; totalMinor: bigint }[]
  totalMinor: bigint
}>

type AddressQuestion = Omit<
  Extract<DisplayState, { kind: 'confirmAddress' }>,
  'kind' | 'shopName' | 'environment'
>

/** What the customer sees: one thing at a time, and never another customer's sale. */
export type CustomerDisplay = Readonly<{
  showBasket: (basket: ShownBasket) => void
  /** Asks the customer whether an address is theirs; `undefined` takes the question back, and what was there returns. */
  showQuestion: (question: AddressQuestion | undefined) => void
  showCheckout: (saleId: string) => void
  /** Shows the sale anew if it is the one on the display. */
  refresh: (saleId: string) => void
  refreshShown: () => void
  /** Takes a sale off the display; false when another one is on it. */
  dismiss: (saleId: string) => boolean
  follow: (signal: AbortSignal | undefined) => AsyncGenerator<DisplayState, void>
}>

/** Opens the display of a till; it starts idle, also after a restart. */
export function openCustomerDisplay(till: Till, environment: string): CustomerDisplay {
  const latest = createLatest<DisplayState>()
  let shownSale: string | undefined
  let isAsking = false
  let behind: (() => void) | undefined
  const frame = (): { shopName: string; environment: string } => ({
    shopName: till.settings().shop.name,
    environment,
  })
  /** A question stays on the display until it is answered or taken back; what happens meanwhile is shown then. */
  const show = (state: () => DisplayState): void => {
    behind = () => latest.push(state())
    if (!isAsking) behind()
  }
  const showIdle = (): void => show(() => ({ kind: 'idle', ...frame() }))

  const pushCheckout = (saleId: string): void => {
    show(() => checkoutState(saleId))
  }
  const checkoutState = (saleId: string): DisplayState => {
    const facts = till.ledger.findSale(saleId)
    if (!facts) return { kind: 'idle', ...frame() }
    const names = new Map(facts.sale.lines.map((line) => [line.id, line]))
    const lines = facts.sale.totals.lines.map((line) => ({
      name: names.get(line.lineId)?.name ?? '',
      quantity: names.get(line.lineId)?.quantity ?? 1,
      totalMinor: line.totalMinor,
    }))
    return { kind: 'checkout', ...frame(), checkout: checkoutView(till, facts), lines }
  }
  const refreshShown = (): void => {
    if (shownSale !== undefined) pushCheckout(shownSale)
  }
  showIdle()
  return {
    showBasket: (basket) => {
      // A register that was emptied by charging says so after its checkout is shown; only `dismiss` ends a checkout.
      if (basket.lines.length === 0 && shownSale !== undefined) return
      shownSale = undefined
      if (basket.lines.length === 0) showIdle()
      else show(() => ({ kind: 'basket', ...frame(), ...basket }))
    },
    showQuestion: (question) => {
      isAsking = question !== undefined
      if (question) latest.push({ kind: 'confirmAddress', ...frame(), ...question })
      else behind?.()
    },
    showCheckout: (saleId) => {
      shownSale = saleId
      pushCheckout(saleId)
    },
    refresh: (saleId) => {
      if (saleId === shownSale) refreshShown()
    },
    refreshShown,
    dismiss: (saleId) => {
      if (saleId !== shownSale) return false
      shownSale = undefined
      showIdle()
      return true
    },
    follow: (signal) => latest.follow(signal),
  }
}
