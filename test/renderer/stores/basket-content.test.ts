import { describe, expect, it } from 'vitest'
import {
  addLine,
  changeLine,
  emptyBasket,
  removeLine,
  setQuantity,
} from '../../../renderer/src/stores/basket-content.ts'

const espresso = { name: 'Espresso', itemId: 'item-1', unitPriceMinor: 280n, taxRateId: 'standard' }
const typed = { name: 'Amount', unitPriceMinor: 1250n }

describe('addLine', () => {
  it('raises the quantity when the same item is picked again', () => {
    const basket = addLine(addLine(emptyBasket('key'), espresso, 'a'), espresso, 'b')
    expect(basket.lines).toMatchObject([{ id: 'a', quantity: 2 }])
  })

  it('keeps typed amounts apart: two customers may owe the same', () => {
    const basket = addLine(addLine(emptyBasket('key'), typed, 'a'), typed, 'b')
    expect(basket.lines.map(({ id, quantity }) => [id, quantity])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })

  it('starts a line of its own for an item whose price has changed meanwhile', () => {
    const dearer = { ...espresso, unitPriceMinor: 300n }
    const basket = addLine(addLine(emptyBasket('key'), espresso, 'a'), dearer, 'b')
    expect(basket.lines).toHaveLength(2)
  })
})

describe('setQuantity', () => {
  it('takes a line out when its last piece goes', () => {
    const basket = addLine(emptyBasket('key'), espresso, 'a')
    expect(setQuantity(basket, 'a', 0).lines).toEqual([])
  })
})

describe('changeLine and removeLine', () => {
  it('leave other lines as they are', () => {
    const basket = addLine(addLine(emptyBasket('key'), espresso, 'a'), typed, 'b')
    const changed = changeLine(basket, 'a', (line) => ({ ...line, quantity: 5 }))
    expect(changed.lines[1]).toBe(basket.lines[1])
    expect(removeLine(changed, 'missing').lines).toEqual(changed.lines)
  })
})
