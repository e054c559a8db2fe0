import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  depthOf,
  isFinal,
  releaseProgress,
  type ChainTiming,
} from '../../../../shared/domain/policy/release-progress.ts'
import type { ReleaseDepth, ReleaseRule } from '../../../../shared/domain/policy/release-rule.ts'
import type { ChainSight } from '../../../../shared/domain/verdict/verdict.ts'
import { openedAt, paymentOf, sightOf } from '../verdict/scene.ts'

const tagged: ChainTiming = { blockSeconds: 2, finality: { tag: true, depth: 64 } }
const byDepth: ChainTiming = { blockSeconds: 2, finality: { tag: false, depth: 12 } }
const payment = paymentOf({ block: 100, seconds: 0 })
const unread = sightOf()
const neverRead: ChainSight = { chain: 'fast', state: 'live', source: 'node.test', at: openedAt }

function ruleOf(require: ReleaseDepth, minSeconds = 0): ReleaseRule {
  return { chain: 'fast', require, minSeconds }
}
const blocks = (count: number): ReleaseDepth => ({ kind: 'depth', blocks: count })
const finalized: ReleaseDepth = { kind: 'tag', tag: 'finalized' }
const safe: ReleaseDepth = { kind: 'tag', tag: 'safe' }

describe('depthOf', () => {
  it.each([
    ['its own block', 100, 1],
    ['two blocks on top', 102, 3],
    ['a block above what was read', 99, 0],
    ['a chain far below', 1, 0],
  ])('%s', (_, block, depth) => expect(depthOf(payment, sightOf({ block }))).toBe(depth))

  it('is nothing on a chain that was never read', () => {
    expect(depthOf(payment, undefined)).toBe(0)
    expect(depthOf(payment, neverRead)).toBe(0)
  })
})

describe('isFinal', () => {
  const rows: readonly (readonly [string, ChainSight | undefined, ChainTiming, boolean])[] = [
    ['the finalized block stands on it', sightOf({ block: 120 }, { finalizedNumber: 100 }), tagged, true],
    ['the finalized block stands below', sightOf({ block: 120 }, { finalizedNumber: 99 }), tagged, false],
    [
      'the node knows no tag, and it is as deep as the chain needs',
      sightOf({ block: 100_000 }),
      tagged,
      true,
    ],
    [
      'the node knows no tag, and it is one block short',
      sightOf({ block: 100 + tagged.finality.depth - 2 }),
      tagged,
      false,
    ],
    ['only a safe block is named', sightOf({ block: 120 }, { safeNumber: 110 }), tagged, false],
    ['finalized, and not read yet', sightOf({ block: 99 }, { finalizedNumber: 200 }), tagged, false],
    ['as deep as the chain asks', sightOf({ block: 111 }), byDepth, true],
    ['one block short', sightOf({ block: 110 }), byDepth, false],
    [
      'a tag says nothing where depth rules',
      sightOf({ block: 105 }, { finalizedNumber: 104 }),
      byDepth,
      false,
    ],
    ['the chain was never heard', undefined, tagged, false],
    ['the chain was never heard, by depth', undefined, byDepth, false],
  ]
  it.each(rows)('%s', (_, sight, chain, expected) => expect(isFinal(payment, sight, chain)).toBe(expected))
})

describe('releaseProgress', () => {
  type Row = readonly [
    string,
    rule: ReleaseRule,
    sight: ChainSight | undefined,
    chain: ChainTiming,
    secondsPassed: number,
    expected: 'released' | number,
  ]
  const rows: readonly Row[] = [
    ['one block: its own', ruleOf(blocks(1)), sightOf({ block: 100 }), tagged, 0, 'released'],
    ['three blocks, one there', ruleOf(blocks(3)), sightOf({ block: 100 }), tagged, 0, 4],
    ['three blocks, two there', ruleOf(blocks(3)), sightOf({ block: 101 }), tagged, 0, 2],
    ['three blocks, all there', ruleOf(blocks(3)), sightOf({ block: 102 }), tagged, 0, 'released'],
    ['one block, and ten seconds', ruleOf(blocks(1), 10), sightOf({ block: 100 }), tagged, 0, 10],
    ['one block, and one more second', ruleOf(blocks(1), 10), sightOf({ block: 100 }), tagged, 9, 1],
    [
      'one block and the seconds are over',
      ruleOf(blocks(1), 10),
      sightOf({ block: 100 }),
      tagged,
      10,
      'released',
    ],
    [
      'the seconds are over and the blocks are not',
      ruleOf(blocks(3), 1),
      sightOf({ block: 100 }),
      tagged,
      60,
      4,
    ],
    ['the longer of blocks and seconds', ruleOf(blocks(3), 30), sightOf({ block: 100 }), tagged, 0, 30],
    ['a clock set back', ruleOf(blocks(1), 10), sightOf({ block: 100 }), tagged, -3_600, 10],
    [
      'finalized',
      ruleOf(finalized),
      sightOf({ block: 120 }, { finalizedNumber: 100 }),
      tagged,
      0,
      'released',
    ],
    [
      'finalized one below',
      ruleOf(finalized),
      sightOf({ block: 120 }, { finalizedNumber: 99 }),
      tagged,
      0,
      86,
    ],
    [
      'finalized, and not read yet',
      ruleOf(finalized),
      sightOf({ block: 99 }, { finalizedNumber: 200 }),
      tagged,
      0,
      128,
    ],
    ['no such tag: the finality depth', ruleOf(finalized), sightOf({ block: 163 }), tagged, 0, 'released'],
    ['no such tag: one below the finality depth', ruleOf(finalized), sightOf({ block: 162 }), tagged, 0, 2],
    ['safe', ruleOf(safe), sightOf({ block: 110 }, { safeNumber: 100 }), tagged, 0, 'released'],
    [
      'safe, and the node only knows finalized',
      ruleOf(safe),
      sightOf({ block: 110 }, { finalizedNumber: 100 }),
      tagged,
      0,
      'released',
    ],
    [
      'safe one below',
      ruleOf(safe),
      sightOf({ block: 110 }, { safeNumber: 99, finalizedNumber: 50 }),
      tagged,
      0,
      106,
    ],
    ['never read', ruleOf(blocks(1)), undefined, tagged, 60, 2],
    ['a block above what was read', ruleOf(blocks(1)), unread, tagged, 60, 2],
    [
      'silent, blocks there and no seconds asked',
      ruleOf(blocks(1)),
      sightOf({ block: 100 }, { state: 'silent' }),
      tagged,
      0,
      'released',
    ],
    [
      'silent while the seconds pass',
      ruleOf(blocks(1), 5),
      sightOf({ block: 100 }, { state: 'silent' }),
      tagged,
      60,
      1,
    ],
  ]
  it.each(rows)('%s', (_, rule, sight, chain, secondsPassed, expected) => {
    const progress = releaseProgress(payment, rule, sight, chain, openedAt + secondsPassed * 1000)
    const { wait, ...decided } = progress
    expect(wait?.seconds).toBe(expected === 'released' ? undefined : expected)
    expect(decided).toEqual(
      expected === 'released'
        ? { released: true, secondsLeft: 0 }
        : { released: false, secondsLeft: expected },
    )
  })

  it('counts down a tag by the seconds it usually takes, and ends at one block', () => {
    const polygon: ChainTiming = { blockSeconds: 2, finality: { tag: true, depth: 256, seconds: 6 } }
    const sight = sightOf({ block: 102 }, { finalizedNumber: 90 })
    const left = [0, 3, 60].map(
      (seconds) =>
        releaseProgress(payment, ruleOf(finalized), sight, polygon, openedAt + seconds * 1000).secondsLeft,
    )
    expect(left).toEqual([6, 3, 2])
  })

  it('never takes a release back while the chain only grows and time only passes', () => {
    const growth = fc.record({ head: fc.nat(40), more: fc.nat(40), passed: fc.nat(100), later: fc.nat(100) })
    fc.assert(
      fc.property(growth, fc.integer({ min: 1, max: 20 }), fc.nat(60), (grown, count, minSeconds) => {
        const at = (head: number, passed: number) =>
          releaseProgress(
            payment,
            ruleOf(blocks(count), minSeconds),
            sightOf({ block: 90 + head }),
            tagged,
            openedAt + passed * 1000,
          )
        const before = at(grown.head, grown.passed)
        const after = at(grown.head + grown.more, grown.passed + grown.later)
        if (before.released) expect(after.released).toBe(true)
        expect(after.secondsLeft).toBeLessThanOrEqual(before.secondsLeft)
        expect(before.released).toBe(before.secondsLeft === 0)
      }),
    )
  })
})
