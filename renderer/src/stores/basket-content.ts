import { noAdjustment, type Basket, type LineItem } from '../../../shared/domain/sale/sale.ts'

/** A basket on the till. `key` is made once for its content: charging it twice opens one sale. */
export type BasketContent = Basket & Readonly<{ key: string; note: string }>

/** What is put on a line, before it has an id. */
export type NewLine = Omit<LineItem, 'id' | 'quantity' | 'discount'>

/** An empty basket under a fresh key. */
export function emptyBasket(key: string): BasketContent {
  return { key, note: '', lines: [], discount: noAdjustment, tip: noAdjustment }
}

/**
 * Adds a line. The same catalogue item again raises its quantity; a typed amount is always a line of its own.
 * @param id the id of the line if a new one is needed
 */
export function addLine(basket: BasketContent, line: NewLine, id: string): BasketContent {
  const same = basket.lines.find(
    (known) =>
      line.itemId !== undefined &&
      known.itemId === line.itemId &&
      known.unitPriceMinor === line.unitPriceMinor &&
      known.taxRateId === line.taxRateId,
  )
  if (same) return setQuantity(basket, same.id, same.quantity + 1)
  return { ...basket, lines: [...basket.lines, { ...line, id, quantity: 1, discount: noAdjustment }] }
}

/** Changes one line; a line that is not there changes nothing. */
export function changeLine(
  basket: BasketContent,
  lineId: string,
  change: (line: LineItem) => LineItem,
): BasketContent {
  return { ...basket, lines: basket.lines.map((line) => (line.id === lineId ? change(line) : line)) }
}

/** Sets the quantity of a line; zero takes it out. */
export function setQuantity(basket: BasketContent, lineId: string, quantity: number): BasketContent {
  if (quantity < 1) return removeLine(basket, lineId)
  return changeLine(basket, lineId, (line) => ({ ...line, quantity }))
}

/** Takes a line out. */
export function removeLine(basket: BasketContent, lineId: string): BasketContent {
  return { ...basket, lines: basket.lines.filter((line) => line.id !== lineId) }
}
