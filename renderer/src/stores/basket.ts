import { create } from 'zustand'
import type { Adjustment } from '../../../shared/domain/sale/sale.ts'
import {
  addLine,
  changeLine,
  emptyBasket,
  removeLine,
  setQuantity,
  type BasketContent,
  type NewLine,
} from './basket-content.ts'
import { newId } from './new-id.ts'

type BasketState = Readonly<{
  content: BasketContent
  /** The line whose controls are open. */
  selectedLineId: string | undefined
  /** The key under which the content was charged. A changed basket is another sale and takes another key. */
  chargedKey: string | undefined
  add: (line: NewLine) => void
  select: (lineId: string | undefined) => void
  setQuantity: (lineId: string, quantity: number) => void
  remove: (lineId: string) => void
  discountLine: (lineId: string, discount: Adjustment) => void
  setDiscount: (discount: Adjustment) => void
  setTip: (tip: Adjustment) => void
  /** Remembers that this content has been sent: sending it again uses the same key. */
  markCharged: () => void
  /** Puts another basket in place, such as a parked one. */
  replace: (content: BasketContent) => void
  /** Starts the next basket. */
  clear: () => void
}>

/** The next state of a changed content: an answered or unanswered charge of the old content stays its own. */
function changed(state: BasketState, content: BasketContent): Partial<BasketState> {
  const isSent = state.chargedKey === state.content.key
  return { content: isSent ? { ...content, key: newId() } : content }
}

/** The basket of this till. It is view state until it is charged: then it is a sale, and the terminal's. */
export const useBasket = create<BasketState>((set) => {
  const change = (next: (content: BasketContent) => BasketContent): void =>
    set((state) => changed(state, next(state.content)))
  return {
    content: emptyBasket(newId()),
    selectedLineId: undefined,
    chargedKey: undefined,
    add: (line) =>
      set((state) => {
        const content = addLine(state.content, line, newId())
        const grown = content.lines.find((next) => !state.content.lines.includes(next))
        return { ...changed(state, content), selectedLineId: grown?.id }
      }),
    select: (selectedLineId) => set({ selectedLineId }),
    setQuantity: (lineId, quantity) => change((content) => setQuantity(content, lineId, quantity)),
    remove: (lineId) => change((content) => removeLine(content, lineId)),
    discountLine: (lineId, discount) =>
      change((content) => changeLine(content, lineId, (line) => ({ ...line, discount }))),
    setDiscount: (discount) => change((content) => ({ ...content, discount })),
    setTip: (tip) => change((content) => ({ ...content, tip })),
    markCharged: () => set((state) => ({ chargedKey: state.content.key })),
    replace: (content) => set({ content, selectedLineId: undefined, chargedKey: undefined }),
    clear: () => set({ content: emptyBasket(newId()), selectedLineId: undefined, chargedKey: undefined }),
  }
})
