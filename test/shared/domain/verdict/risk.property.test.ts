import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Payment, PaymentWitness } from '../../../../shared/domain/payment/payment.ts'
import type { ReleaseRule } from '../../../../shared/domain/policy/release-rule.ts'
import { assess } from '../../../../shared/domain/verdict/assess.ts'
import type { AssessmentFacts } from '../../../../shared/domain/verdict/assessment-facts.ts'
import { factsOf, hashOf, invoiceOf, offerOf, paymentOf, sightOf } from './scene.ts'

/** Rules that grow stricter with the amount, as a shop would write them; the last row may ask for a second source. */
const rules: fc.Arbitrary<readonly ReleaseRule[]> = fc
  .tuple(
    fc.array(
      fc.record({
        limit: fc.integer({ min: 1, max: 3_000 }),
        blocks: fc.integer({ min: 1, max: 20 }),
        seconds: fc.nat(40),
      }),
      { maxLength: 4 },
    ),
    fc.constantFrom(1 as const, 2 as const),
  )
  .map(([rows, sources]) => {
    const sorted = (key: 'limit' | 'blocks' | 'seconds') =>
      rows.map((row) => row[key]).toSorted((a, b) => a - b)
    const [limits, blocks, seconds] = [sorted('limit'), sorted('blocks'), sorted('seconds')]
    const limited = limits
      .map((limit, index): ReleaseRule => ({
        chain: 'fast',
        maxAmountMinor: BigInt(limit),
        require: { kind: 'depth', blocks: blocks[index] ?? 1 },
        minSeconds: seconds[index] ?? 0,
      }))
      // Of two rows for one amount the later is the stricter.
      .filter((rule, index) => limits[index + 1] !== Number(rule.maxAmountMinor))
    return [...limited, { chain: 'fast', require: { kind: 'tag', tag: 'finalized' }, minSeconds: 0, sources }]
  })

const scene = fc.record({
  rules,
  head: fc.integer({ min: 5, max: 40 }),
  finalized: fc.integer({ min: 0, max: 40 }),
  passed: fc.nat(60),
  amount: fc.integer({ min: 1, max: 3_000 }),
  cap: fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: undefined }),
  open: fc.nat(5_000),
})
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never

function witnessOf(says: PaymentWitness['says'], source = 'other.example'): PaymentWitness {
  return { source, blockHash: hashOf(1_010), says, at: 0 }
}

function factsFor(given: Scene, more: Partial<Scene> = {}, changes: Partial<Payment> = {}): AssessmentFacts {
  const { amount, head, finalized, passed, cap, open, rules: table } = { ...given, ...more }
  const offer = offerOf({ symbol: 'USDC', chain: 'fast', decimals: 6, amountMinor: BigInt(amount) * 10_000n })
  const facts = factsOf({
    invoice: invoiceOf({ amountMinor: BigInt(amount), offers: [offer] }),
    payments: [paymentOf({ offer }, changes)],
    sights: [sightOf({ block: head, seconds: 10 + passed }, { finalizedNumber: Math.min(head, finalized) })],
    rules: table,
    at: 10 + passed,
  })
  return {
    ...facts,
    caps: cap === undefined ? [] : [{ chain: 'fast', maxMinor: BigInt(cap) }],
    exposures: new Map([['fast', BigInt(open)]]),
  }
}

function isReleased(facts: AssessmentFacts): boolean {
  return assess(facts).release.length > 0
}

function always(rule: (given: Scene) => void): void {
  fc.assert(fc.property(scene, rule), { numRuns: 500 })
}

describe('release, by what is at risk', () => {
  it('never comes sooner for more money', () => {
    fc.assert(
      fc.property(scene, fc.nat(3_000), (given, extra) => {
        const larger = isReleased(factsFor(given, { amount: given.amount + extra }))
        if (larger) expect(isReleased(factsFor(given))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('never comes from more exposure, nor from a smaller cap', () => {
    fc.assert(
      fc.property(scene, fc.nat(5_000), (given, extra) => {
        if (isReleased(factsFor(given, { open: given.open + extra })))
          expect(isReleased(factsFor(given))).toBe(true)
        const smaller = given.cap === undefined ? extra : Math.max(0, given.cap - extra)
        if (isReleased(factsFor(given, { cap: smaller }))) expect(isReleased(factsFor(given))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('is never slower for a witness who agrees, and never comes against one who does not', () => {
    always((given) => {
      const alone = isReleased(factsFor(given))
      if (alone) expect(isReleased(factsFor(given, {}, { witnesses: [witnessOf('same')] }))).toBe(true)
      for (const says of ['missing', 'different'] as const) {
        const denied = assess(
          factsFor(given, {}, { witnesses: [witnessOf('same'), witnessOf(says, 'third.example')] }),
        )
        expect([denied.release, denied.settle]).toEqual([[], []])
        expect(denied.verdict).toMatchObject({
          answer: 'cannotTell',
          reason: 'sourcesDisagree',
          advice: 'keepGoods',
        })
        expect(denied.exception).toBe('sourcesDisagree')
      }
    })
  })

  it('is not moved by a witness of another block, of the same operator, or by the source itself', () => {
    always((given) => {
      const alone = assess(factsFor(given))
      const strangers: readonly PaymentWitness[] = [
        { ...witnessOf('same'), blockHash: hashOf(9) },
        { ...witnessOf('missing'), blockHash: hashOf(9) },
        witnessOf('same', 'second.node.test'),
        witnessOf('same', 'node.test'),
      ]
      const facts = factsFor(given, {}, { witnesses: strangers })
      expect(assess(facts).release).toEqual(alone.release)
    })
  })

  it('says what it waits for whenever it waits, and for how long', () => {
    always((given) => {
      const { verdict, release } = assess(factsFor(given))
      expect(verdict.waitingFor === undefined).toBe(release.length > 0)
      if (verdict.waitingFor) {
        expect(verdict.waitingFor.seconds).toBeGreaterThan(0)
        expect(verdict.waitingFor.seconds).toBe(verdict.secondsToRelease)
        expect(verdict.waitingFor.exposure !== undefined).toBe(verdict.waitingFor.cause === 'exposure')
      }
    })
  })
})
