import { describe, expect, it } from 'vitest'
import type { PayoutPage } from '../../../../renderer/src/screens/payouts/payout-types.ts'
import { readPayoutPages } from '../../../../renderer/src/screens/payouts/use-payouts.ts'

const pages = new Map<number | undefined, PayoutPage>([
  [undefined, { payouts: [], next: 3 }],
  [3, { payouts: [], next: 2 }],
  [2, { payouts: [] }],
])

describe('readPayoutPages', () => {
  it('reads on from where the page before ended, until there is no more', async () => {
    const asked: (number | undefined)[] = []
    const all = await readPayoutPages((before) => {
      asked.push(before)
      return Promise.resolve(pages.get(before) ?? { payouts: [] })
    }, 50)
    expect(asked).toEqual([undefined, 3, 2])
    expect(all).toEqual({ payouts: [] })
  })
})
