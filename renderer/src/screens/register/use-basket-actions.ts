import { useBasket } from '../../stores/basket.ts'

/** What keys do to the basket. */
export type BasketActions = Readonly<{
  selectedLineId: string | undefined
  /** Selects the line above (-1) or below (1); the ends hold. */
  step: (by: 1 | -1) => void
  changeQuantity: (by: 1 | -1) => void
  removeSelected: () => void
}>

/** The basket's actions on the selected line; without a selection the last line is meant. */
export function useBasketActions(): BasketActions {
  const selectedLineId = useBasket((state) => state.selectedLineId ?? state.content.lines.at(-1)?.id)
  const selected = () => useBasket.getState().content.lines.find(({ id }) => id === selectedLineId)
  return {
    selectedLineId,
    step: (by) => {
      const { content, select } = useBasket.getState()
      const index = content.lines.findIndex(({ id }) => id === selectedLineId)
      const next = content.lines[Math.min(content.lines.length - 1, Math.max(0, index + by))]
      if (next) select(next.id)
    },
    changeQuantity: (by) => {
      const line = selected()
      if (line) useBasket.getState().setQuantity(line.id, line.quantity + by)
    },
    removeSelected: () => {
      const line = selected()
      if (line) useBasket.getState().remove(line.id)
    },
  }
}
