import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareOut } from '../../../../electron/chains/evm/share-out.ts'
import type { SeenTransfer } from '../../../../electron/chains/port.ts'
import { receiveAddress } from '../../../fixtures/local-chain.ts'
import { block } from '../../../fixtures/test-till.ts'

function transferTo(address: number, logIndex: number): SeenTransfer {
  return {
    token: receiveAddress(900),
    txHash: `0x${'1'.repeat(64)}`,
    logIndex,
    from: receiveAddress(901),
    to: receiveAddress(address),
    amountMinor: 1n,
    block: block(1),
    isForeign: true,
  }
}

describe('shareOut', () => {
  it('leaves room for the one who comes after a hundred of another address', () => {
    const spam = Array.from({ length: 100 }, (_, index) => transferTo(1, index))
    const shared = shareOut([...spam, transferTo(2, 100)], { room: 10, perAddress: 5 })
    expect(shared.map(({ logIndex }) => logIndex)).toEqual([0, 100, 1, 2, 3, 4])
  })

  it('gives every address its first before any its second, within the room', () => {
    const given = fc.array(fc.nat(6), { maxLength: 60 })
    fc.assert(
      fc.property(
        given,
        fc.integer({ min: -3, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (to, room, perAddress) => {
          const transfers = to.map(transferTo)
          const shared = shareOut(transfers, { room, perAddress })
          const countOf = (list: readonly SeenTransfer[], address: string): number =>
            list.filter((transfer) => transfer.to === address).length
          expect(shared.length).toBeLessThanOrEqual(Math.max(0, room))
          expect(new Set(shared).size).toBe(shared.length)
          const most = Math.max(0, ...shared.map((transfer) => countOf(shared, transfer.to)))
          expect(most).toBeLessThanOrEqual(perAddress)
          for (const { to: address } of transfers)
            expect(countOf(shared, address)).toBeGreaterThanOrEqual(
              Math.min(most - 1, countOf(transfers, address), perAddress),
            )
        },
      ),
    )
  })
})
