import { describe, expect, it } from 'vitest'
import { readRefundPages, type RefundPage } from '../../../../renderer/src/screens/refunds/refund-pages.ts'
import { sceneRefund } from '../../../fixtures/scene-terminal/scene-refund-rows.ts'

function terminalWith(count: number, limit: number) {
  const asked: (number | undefined)[] = []
  const readPage = (before?: number): Promise<RefundPage> => {
    asked.push(before)
    const newest = (before ?? count + 1) - 1
    const refunds = Array.from({ length: Math.min(limit, newest) }, (_, index) => sceneRefund(newest - index))
    const last = refunds.at(-1)?.number ?? 0
    return Promise.resolve({ refunds, ...(last > 1 ? { next: last } : {}) })
  }
  return { readPage, asked }
}

describe('readRefundPages', () => {
  it('reads on from the last of a page until enough are there', async () => {
    const { readPage, asked } = terminalWith(130, 50)
    const page = await readRefundPages(readPage, 100)
    expect(page.refunds.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, i) => 130 - i))
    expect(page.next).toBe(31)
    expect(asked).toEqual([undefined, 81])
  })

  it('stops at the end, and says that it is the end', async () => {
    const { readPage } = terminalWith(3, 50)
    const page = await readRefundPages(readPage, 100)
    expect(page.refunds).toHaveLength(3)
    expect(page.next).toBeUndefined()
  })
})
