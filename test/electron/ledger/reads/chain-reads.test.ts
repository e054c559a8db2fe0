import { describe, expect, it } from 'vitest'
import type { BlockRef } from '../../../../shared/domain/tokens/chain.ts'
import { txHash } from '../support/made-sale.ts'
import { openTestLedger } from '../support/test-ledger.ts'

function block(number: number, branch = 0): BlockRef {
  return {
    number,
    hash: txHash(number + branch),
    parentHash: txHash(number - 1 + branch),
    timestamp: 1_773_000_000 + number,
  }
}

function blocks(from: number, to: number, branch = 0): readonly BlockRef[] {
  return Array.from({ length: to - from + 1 }, (_, index) => block(from + index, branch))
}

describe('moveChain', () => {
  it('knows nothing of a chain that was never read', () => {
    const ledger = openTestLedger()
    expect([ledger.chainCursor('fast'), ledger.chainWindow('fast', 10)]).toEqual([undefined, []])
  })

  it('remembers blocks newest first, and the cursor, each chain for itself', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => {
      transaction.moveChain('fast', { blocks: blocks(1, 5), cursor: block(5) })
      transaction.moveChain('slow', { blocks: blocks(8, 9), cursor: block(8) })
      expect(transaction.chainCursor('fast')).toEqual(block(5))
    })
    expect(ledger.chainCursor('slow')).toEqual(block(8))
    expect(ledger.chainWindow('fast', 2)).toEqual([block(5), block(4)])
    expect(ledger.chainWindow('slow', 10)).toEqual([block(9), block(8)])
  })

  it('forgets the blocks above the one it went back to, and takes the others instead', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => {
      transaction.moveChain('fast', { blocks: blocks(1, 6), cursor: block(6) })
      transaction.moveChain('fast', { rewoundTo: 3, blocks: blocks(4, 5, 1_000), cursor: block(5, 1_000) })
    })
    expect(ledger.chainWindow('fast', 10).map(({ number }) => number)).toEqual([5, 4, 3, 2, 1])
    expect(ledger.chainWindow('fast', 1)).toEqual([block(5, 1_000)])
    expect(ledger.chainCursor('fast')).toEqual(block(5, 1_000))
  })

  it('keeps the newest 256 blocks, also across a gap', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => {
      transaction.moveChain('fast', { blocks: blocks(1, 200), cursor: block(200) })
      transaction.moveChain('fast', { blocks: blocks(5_001, 5_100), cursor: block(5_100) })
    })
    const window = ledger.chainWindow('fast', 1_000)
    expect(window).toHaveLength(256)
    expect(window.at(-1)?.number).toBe(45)
  })

  it('is undone with its transaction', () => {
    const ledger = openTestLedger()
    expect(() =>
      ledger.transact((transaction) => {
        transaction.moveChain('fast', { blocks: [block(1)], cursor: block(1) })
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(ledger.chainCursor('fast')).toBeUndefined()
  })
})
