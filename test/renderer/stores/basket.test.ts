import { beforeEach, describe, expect, it } from 'vitest'
import { useBasket } from '../../../renderer/src/stores/basket.ts'

const espresso = { name: 'Espresso', itemId: 'item-1', unitPriceMinor: 280n }

function key(): string {
  return useBasket.getState().content.key
}

beforeEach(() => {
  useBasket.getState().clear()
})

describe('useBasket', () => {
  it('keeps one key for a basket while it grows', () => {
    const before = key()
    useBasket.getState().add(espresso)
    useBasket.getState().setTip({ kind: 'rate', bps: 1000 })
    expect(key()).toBe(before)
  })

  it('keeps the key when the same basket is charged again after a call that was cut off', () => {
    useBasket.getState().add(espresso)
    useBasket.getState().markCharged()
    const before = key()
    useBasket.getState().markCharged()
    expect(key()).toBe(before)
  })

  it('takes a new key when a basket is changed after it was charged: it is another sale then', () => {
    useBasket.getState().add(espresso)
    useBasket.getState().markCharged()
    const charged = key()
    useBasket.getState().add(espresso)
    const changed = key()
    expect(changed).not.toBe(charged)
    useBasket.getState().add(espresso)
    expect(key()).toBe(changed)
  })

  it('takes a new key for the next customer', () => {
    const before = key()
    useBasket.getState().clear()
    expect(key()).not.toBe(before)
  })

  it('opens the controls of the line that was just added or raised', () => {
    useBasket.getState().add(espresso)
    useBasket.getState().add({ name: 'Amount', unitPriceMinor: 100n })
    useBasket.getState().add(espresso)
    const { content, selectedLineId } = useBasket.getState()
    expect(content.lines.find(({ id }) => id === selectedLineId)?.name).toBe('Espresso')
  })

  it('makes ids that the contract takes', () => {
    useBasket.getState().add(espresso)
    expect(key()).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
    expect(useBasket.getState().content.lines[0]?.id).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
  })
})
