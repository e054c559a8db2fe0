import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expectedReleaseSeconds,
  selectReleaseRule,
  type ReleaseDepth,
  type ReleaseRule,
} from '../../../../shared/domain/policy/release-rule.ts'

const upTo = (maxAmountMinor: bigint | undefined, blocks: number, chain = 'base'): ReleaseRule => ({
  chain,
  ...(maxAmountMinor === undefined ? {} : { maxAmountMinor }),
  require: { kind: 'depth', blocks },
  minSeconds: 0,
})
const finality = { chain: 'base', require: { kind: 'tag', tag: 'finalized' }, minSeconds: 0 }

describe('selectReleaseRule', () => {
  const rules = [upTo(undefined, 12), upTo(100_000n, 3), upTo(5_000n, 1), upTo(5_000n, 99, 'ink')]

  it.each([
    [0n, 1],
    [4_999n, 1],
    [5_000n, 1],
    [5_001n, 3],
    [100_000n, 3],
    [100_001n, 12],
    [10n ** 30n, 12],
  ])('for %d asks for %d blocks', (amountMinor, blocks) => {
    expect(selectReleaseRule(rules, 'base', amountMinor).require).toEqual({ kind: 'depth', blocks })
  })

  it('waits for finality above every limit', () => {
    expect(selectReleaseRule([upTo(5_000n, 1)], 'base', 5_001n)).toEqual(finality)
  })

  it('waits for finality on a chain without rules: unknown risk is no small risk', () => {
    expect(selectReleaseRule(rules, 'polygon', 1n)).toEqual({ ...finality, chain: 'polygon' })
    expect(selectReleaseRule([], 'base', 1n)).toEqual(finality)
  })

  it('takes the smallest limit that covers the amount, in whatever order the rows stand', () => {
    const limit = fc.option(fc.bigInt({ min: 0n, max: 1_000n }), { nil: undefined })
    const table = fc.array(
      fc.tuple(limit, fc.nat(9)).map(([max, blocks]) => upTo(max, blocks)),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(table, fc.bigInt({ min: 0n, max: 1_200n }), (rows, amountMinor) => {
        const chosen = selectReleaseRule(rows, 'base', amountMinor)
        const covering = rows.filter(
          (row) => row.maxAmountMinor === undefined || row.maxAmountMinor >= amountMinor,
        )
        if (covering.length === 0) {
          expect(chosen).toEqual(finality)
          return
        }
        expect(covering).toContain(chosen)
        for (const row of covering) {
          const isTighter =
            row.maxAmountMinor !== undefined &&
            (chosen.maxAmountMinor === undefined || row.maxAmountMinor < chosen.maxAmountMinor)
          expect(isTighter).toBe(false)
        }
        expect(selectReleaseRule(rows.toReversed(), 'base', amountMinor).maxAmountMinor).toBe(
          chosen.maxAmountMinor,
        )
      }),
    )
  })

  it('leaves the table as it was', () => {
    const frozen = Object.freeze([...rules])
    expect(() => selectReleaseRule(frozen, 'base', 1n)).not.toThrow()
  })

  it('stops on a negative amount', () => {
    expect(() => selectReleaseRule(rules, 'base', -1n)).toThrowError('zero or more')
  })
})

describe('expectedReleaseSeconds', () => {
  const base = { blockSeconds: 2, finality: { tag: true, depth: 600 } }
  const arbitrum = { blockSeconds: 0.25, finality: { tag: true, depth: 3_120, seconds: 780 } }
  const blocks = (count: number): ReleaseDepth => ({ kind: 'depth', blocks: count })
  const finalized: ReleaseDepth = { kind: 'tag', tag: 'finalized' }

  it.each([
    ['one block', base, blocks(1), 0, 2],
    ['three blocks', base, blocks(3), 0, 6],
    ['one block of a quarter second, shown as a whole one', arbitrum, blocks(1), 0, 1],
    ['one block, and ten seconds at least', arbitrum, blocks(1), 10, 10],
    ['a tag by the seconds it usually takes', arbitrum, finalized, 0, 780],
    ['a tag by depth where nobody knows its seconds', base, finalized, 0, 1_200],
    ['a tag, and an hour at least', base, finalized, 3_600, 3_600],
  ] as const)('%s', (_, chain, require, minSeconds, seconds) => {
    expect(expectedReleaseSeconds({ chain: 'any', require, minSeconds }, chain)).toBe(seconds)
  })
})
