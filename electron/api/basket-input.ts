import type { Adjustment, Basket, LineItem } from '../../shared/domain/sale/sale.ts'

type LineInput = Readonly<{
  id: string
  name: string
  itemId?: string | undefined
  unitPriceMinor: bigint
  quantity: number
  discount: Adjustment
  taxRateId?: string | undefined
}>
type BasketInput = Readonly<{ lines: readonly LineInput[]; discount: Adjustment; tip: Adjustment }>

/** A parsed basket without the keys that a schema leaves `undefined`: the journal knows no such value. */
export function toBasket(input: BasketInput): Basket {
  const lines = input.lines.map(
    ({ id, name, itemId, unitPriceMinor, quantity, discount, taxRateId }): LineItem => ({
      id,
      name,
      ...(itemId === undefined ? {} : { itemId }),
      unitPriceMinor,
      quantity,
      discount,
      ...(taxRateId === undefined ? {} : { taxRateId }),
    }),
  )
  return { lines, discount: input.discount, tip: input.tip }
}
