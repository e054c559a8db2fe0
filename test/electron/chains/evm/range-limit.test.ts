import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  narrowRange,
  openRange,
  parseQueryAdvice,
  widenRange,
} from '../../../../electron/chains/evm/range-limit.ts'

describe('parseQueryAdvice', () => {
  // The texts of the chain fact sheet, section 3.1.
  it.each([
    ['Max range: 1000', 1_000],
    ['maximum block range: 50000', 50_000],
    ['exceed maximum block range: 50000', 50_000],
    ['eth_getLogs is limited to a 10,000 range', 10_000],
    ['eth_getLogs is limited to a 5 range', 5],
    ['query is limited to 1024 blocks', 1_024],
    ['please limit the query to at most 1000 blocks', 1_000],
    ['ranges over 10000 blocks are not supported on freetier', 10_000],
    ['You can make eth_getLogs requests with up to a 10 block range. This should work: [0x1f, 0x28]', 10],
    ['query returned more than 10000 results. Try with this block range [0x10, 0x1f].', 16],
    ['no backend is currently healthy to serve traffic', undefined],
    ['block range too large', undefined],
    ['backend response too large', undefined],
    ['logs matched by query exceeds limit of 10000', undefined],
    ['Block range limit exceeded', undefined],
    ['block range is too wide', undefined],
    ['query returned more than 10000 results', undefined],
  ])('reads "%s" as fewer blocks: %o', (message, blocks) => {
    expect(parseQueryAdvice(message)).toEqual({
      kind: 'fewerBlocks',
      ...(blocks === undefined ? {} : { blocks }),
    })
  })

  it.each(['exceed max addresses or topics per search position', 'too many topics'])(
    'reads "%s" as fewer recipients',
    (message) => {
      expect(parseQueryAdvice(message)).toEqual({ kind: 'fewerRecipients' })
    },
  )

  it.each(['execution reverted', 'method not found', '', 'internal error'])(
    'reads nothing into "%s"',
    (message) => {
      expect(parseQueryAdvice(message)).toBeUndefined()
    },
  )
})

describe('narrowRange', () => {
  it('takes the range that the endpoint names', () => {
    expect(narrowRange(openRange(2_000, 10_000), 2_000, 10)).toEqual({
      blocks: 10,
      ceiling: 10,
      streak: 0,
      isStated: true,
    })
  })

  it('halves where it names none, or one that it has just refused', () => {
    expect(narrowRange(openRange(2_000, 10_000), 2_000, undefined).blocks).toBe(1_000)
    expect(narrowRange(openRange(2_000, 10_000), 2_000, 5_000).blocks).toBe(1_000)
  })

  it('always ends at one block, whatever is refused and named', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.array(fc.option(fc.integer({ min: 1, max: 20_000 }))),
        (first, named) => {
          let limit = openRange(first, 10_000)
          for (const name of [...named, ...Array<null>(14).fill(null)]) {
            const before = limit.blocks
            limit = narrowRange(limit, before, name ?? undefined)
            expect(limit.blocks).toBeGreaterThanOrEqual(1)
            expect(limit.blocks).toBeLessThan(Math.max(2, before))
          }
          expect(limit.blocks).toBe(1)
        },
      ),
    )
  })
})

describe('widenRange', () => {
  const widenedAfter = (answers: number, start = openRange(100, 10_000)) =>
    Array.from({ length: answers }).reduce<typeof start>(
      (limit) => widenRange(limit, limit.blocks, 10_000),
      start,
    )

  it('doubles every few answers, up to the most that is tried', () => {
    expect(widenedAfter(3).blocks).toBe(100)
    expect(widenedAfter(4).blocks).toBe(200)
    expect(widenedAfter(400).blocks).toBe(10_000)
  })

  it('learns nothing from an answer to fewer blocks than allowed', () => {
    const limit = openRange(100, 10_000)
    expect(widenRange(limit, 50, 10_000)).toBe(limit)
  })

  it('never goes beyond what the endpoint named', () => {
    expect(widenedAfter(1_000, narrowRange(openRange(2_000, 10_000), 2_000, 10)).blocks).toBe(10)
  })

  it('tries more again, much later, where the limit was only guessed', () => {
    const guessed = narrowRange(openRange(2_000, 10_000), 2_000, undefined)
    expect(widenedAfter(60, guessed).blocks).toBe(1_999)
    expect(widenedAfter(100, guessed).blocks).toBeGreaterThan(1_999)
  })
})
