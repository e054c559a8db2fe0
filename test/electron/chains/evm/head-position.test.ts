import { describe, expect, it } from 'vitest'
import { positionOf } from '../../../../electron/chains/evm/head-position.ts'
import type { BlockRef } from '../../../../shared/domain/tokens/chain.ts'

const hash = (fork: string, number: number): `0x${string}` =>
  `0x${fork}${number.toString(16).padStart(63, '0')}`
const block = (number: number, fork = 'a', parent = 'a'): BlockRef => ({
  number,
  hash: hash(fork, number),
  parentHash: hash(parent, number - 1),
  timestamp: number,
})

describe('positionOf', () => {
  it('reads no window while the chain only grows', () => {
    const noWindow = (): never => {
      throw new Error('not needed')
    }
    expect(positionOf(block(1_001), block(1_000), noWindow, 256)).toBe('ahead')
    expect(positionOf(block(1_000), block(1_000), noWindow, 256)).toBe('same')
  })

  const cursor = block(1_000)
  // A range read left a gap between 900 and 990.
  const window = [...Array.from({ length: 11 }, (_, index) => block(1_000 - index)), block(900)]

  it.each([
    ['the block that was read last', block(1_000), 'same'],
    ['its child', block(1_001), 'ahead'],
    ['a descendant whose parents are yet to be read', block(1_050, 'b', 'b'), 'ahead'],
    ['a child of another block', block(1_001, 'b', 'b'), 'forked'],
    ['another block of the same number', block(1_000, 'b'), 'forked'],
    ['a lower block that is stored', block(995), 'behind'],
    ['a lower block that is another one', block(995, 'b'), 'forked'],
    ['a lower block in a gap of the window', block(950, 'b'), 'behind'],
    ['a block at the edge of what could be stored', block(744), 'behind'],
    ['a block far below everything stored', block(743), 'lost'],
  ] as const)('calls %s what it is', (_name, head, expected) => {
    expect(positionOf(head, cursor, () => window, 256)).toBe(expected)
  })
})
