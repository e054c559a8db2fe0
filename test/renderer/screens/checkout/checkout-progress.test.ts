import { describe, expect, it } from 'vitest'
import { nextProgress } from '../../../../renderer/src/screens/checkout/checkout-progress.ts'
import { checkoutScenes } from '../../../fixtures/scene-terminal/checkout-scenes.ts'

describe('nextProgress', () => {
  it('remembers that a sale was paid, for as long as the page follows it', () => {
    const paid = nextProgress(undefined, checkoutScenes.paid, 0)
    const lost = nextProgress(paid, checkoutScenes.reverted, 1)
    expect([paid.wasPaid, lost.wasPaid]).toEqual([true, true])
    expect(nextProgress(lost, checkoutScenes.releasing, 2).wasPaid).toBe(true)
  })

  it('sounds by the change and not by the state', () => {
    const waiting = nextProgress(undefined, checkoutScenes.waiting, 0)
    const paid = nextProgress(waiting, checkoutScenes.paid, 1)
    expect([waiting.alert, paid.alert, nextProgress(paid, checkoutScenes.paid, 2).alert]).toEqual([
      undefined,
      'paid',
      undefined,
    ])
  })

  it('begins anew with another sale', () => {
    const paid = nextProgress(undefined, checkoutScenes.paid, 0)
    const other = nextProgress(paid, { ...checkoutScenes.waiting, saleId: 'sale-2' }, 1)
    expect(other).toMatchObject({ wasPaid: false, alert: undefined })
  })
})
