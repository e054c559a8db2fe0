import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Payment, PaymentStatus } from '../../../../shared/domain/payment/payment.ts'
import { assess } from '../../../../shared/domain/verdict/assess.ts'
import type { AssessmentFacts } from '../../../../shared/domain/verdict/assessment-facts.ts'
import { headlineOf } from '../../../../shared/domain/verdict/verdict.ts'
import {
  balanceOf,
  decide,
  happen,
  openShop,
  simulatedOffers,
  type Decision,
  type Happening,
  type SimulatedShop,
} from './simulated-shop.ts'

const chain = fc.constantFrom('fast' as const, 'slow' as const)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('block'), chain, seconds: fc.nat(15) }) },
  {
    weight: 6,
    // Quarters of the amount due; the whole of it most often.
    arbitrary: fc.record({
      kind: fc.constant('pay'),
      offer: fc.nat(2),
      parts: fc.constantFrom(1, 2, 4, 4, 4, 4, 5),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('reorg'), chain, depth: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('return'), which: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait'), seconds: fc.constantFrom(1, 30, 400, 899, 900, 901) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('hear'),
      chain,
      state: fc.constantFrom('live' as const, 'silent' as const, 'catchingUp' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'extend' }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'cancel' }) },
)
const story = fc.array(happening, { minLength: 1, maxLength: 40 })

/** Lets a random story happen and checks a rule after each of its decisions. */
function verifyAlways(rule: (decision: Decision, shop: SimulatedShop) => void, numRuns = 300): void {
  fc.assert(
    fc.property(story, (happenings) => {
      const shop = openShop()
      for (const next of happenings) {
        happen(shop, next)
        rule(decide(shop), shop)
      }
    }),
    { numRuns },
  )
}

const releasedStatuses: readonly PaymentStatus[] = ['confirmed', 'settled']
const liveStatuses: readonly PaymentStatus[] = ['detected', ...releasedStatuses]

function among(facts: AssessmentFacts, statuses: readonly PaymentStatus[]): readonly Payment[] {
  return facts.payments.filter((payment) => statuses.includes(payment.status))
}

/** Whether payments make up the amount due, worked out in one common unit and not by the code under test. */
function cover(parts: readonly Readonly<{ currency: string; amountMinor: bigint }>[]): boolean {
  const unit = 10n ** 18n
  const sum = parts.reduce((total, part) => {
    const offer = simulatedOffers.find((candidate) => candidate.currency === part.currency)
    return offer ? total + part.amountMinor * 10n ** BigInt(18 - offer.decimals) : total
  }, 0n)
  return sum >= (1_234n * unit) / 100n
}

describe('assess, whatever happens in whatever order', () => {
  it('asks for nothing more once its result is recorded, and says the same', () => {
    verifyAlways(({ assessment, after }) => {
      expect(assess(after)).toEqual({ ...assessment, events: [], release: [], settle: [] })
    })
  })

  it('never says paid unless released money covers the sale', () => {
    verifyAlways(({ assessment, after }) => {
      const isPaid = assessment.verdict.answer === 'paid'
      expect(isPaid).toBe(after.invoice.status === 'confirmed' || after.invoice.status === 'settled')
      if (isPaid) expect(cover(among(after, releasedStatuses))).toBe(true)
    })
  })

  it('never releases or settles a payment that no chain holds', () => {
    verifyAlways(({ before, assessment }) => {
      const live = among(before, liveStatuses).map((payment) => payment.key)
      expect(live).toEqual(expect.arrayContaining([...assessment.release, ...assessment.settle]))
    })
  })

  it('never expires a sale while money moves, while it is covered, or while a chain is unread past the deadline', () => {
    verifyAlways(({ before, assessment, after }) => {
      if (!assessment.events.includes('deadlineReached')) return
      expect(among(after, ['detected'])).toEqual([])
      expect(cover(among(after, liveStatuses))).toBe(false)
      expect(before.now).toBeGreaterThanOrEqual(before.invoice.expiresAt)
      for (const sight of before.sights.values())
        expect((sight.readUpTo?.timestamp ?? 0) * 1000).toBeGreaterThan(before.invoice.expiresAt)
    })
  })

  it('never shows the unknown as failed: silence and removed money are "Cannot tell" while the sale is unpaid', () => {
    verifyAlways(({ assessment, after }) => {
      const { status } = after.invoice
      if (status === 'void' || assessment.verdict.answer === 'paid') return
      const gone = among(after, ['orphaned'])
      const heldBy = [...gone, ...among(after, liveStatuses)].map((payment) => payment.chain)
      const isUnheard = heldBy.some((name) => after.sights.get(name)?.state !== 'live')
      const isRemoved = gone.length > 0 && !cover(among(after, liveStatuses))
      const isUnknown = isRemoved || (isUnheard && status !== 'expired')
      if (isUnknown) expect(headlineOf(assessment.verdict)).toBe('Cannot tell')
    })
  })

  it('names every payment that counts in its evidence, the removed ones as removed', () => {
    verifyAlways(({ assessment, after }) => {
      const named = (kind: string): readonly string[] =>
        assessment.verdict.evidence.flatMap(({ says }) =>
          says.kind === kind && 'txHash' in says ? [says.txHash] : [],
        )
      const hashes = (payments: readonly Payment[]): readonly string[] => payments.map(({ txHash }) => txHash)
      expect(named('transfer').toSorted()).toEqual(hashes(among(after, liveStatuses)).toSorted())
      expect(named('transferLost').toSorted()).toEqual(hashes(among(after, ['orphaned'])).toSorted())
    })
  })

  it('never lets a settled sale or a settled payment go back', () => {
    verifyAlways(({ before, after }) => {
      if (before.invoice.status === 'settled') expect(after.invoice.status).toBe('settled')
      for (const payment of among(before, ['settled']))
        expect(among(after, ['settled'])).toContainEqual(payment)
    })
  })

  it('uses exactly what is due, of released payments only', () => {
    verifyAlways(({ assessment, after }) => {
      if (!assessment.events.includes('releaseMet')) return
      const { used } = assessment
      expect(cover(used)).toBe(true)
      const last = used.at(-1)
      expect(last?.amountMinor).toBeGreaterThan(0n)
      const short = used.map((part) =>
        part === last ? { ...part, amountMinor: part.amountMinor - 1n } : part,
      )
      expect(cover(short)).toBe(false)
      for (const part of used) {
        const payment = among(after, releasedStatuses).find((candidate) => candidate.key === part.paymentKey)
        expect(payment?.amountMinor).toBeGreaterThanOrEqual(part.amountMinor)
      }
    })
  })
})

describe('the books of a sale, whatever happens in whatever order', () => {
  it('hold in clearing and wallet exactly what the chains hold, token by token', () => {
    verifyAlways(({ after }, shop) => {
      for (const { currency, chain: name } of simulatedOffers) {
        const held = among(after, liveStatuses).filter((payment) => payment.currency === currency)
        const settled = held.filter((payment) => payment.status === 'settled')
        const sum = (payments: readonly Payment[]): bigint =>
          payments.reduce((total, payment) => total + payment.amountMinor, 0n)
        expect(balanceOf(shop, `wallet:${name}`, currency)).toBe(sum(settled))
        expect(balanceOf(shop, `clearing:${name}`, currency)).toBe(sum(held) - sum(settled))
      }
    })
  })

  it('never recognise a sale on money that is not there: nobody owes the shop unmatched money', () => {
    verifyAlways((_, shop) => {
      for (const { currency } of simulatedOffers)
        expect(balanceOf(shop, 'customers:unmatched', currency)).toBeLessThanOrEqual(0n)
    }, 1_500)
  })

  it('call a sale final only when every payment they rest on is', () => {
    verifyAlways(({ assessment, after }) => {
      if (!assessment.events.includes('finalized')) return
      const settled = among(after, ['settled']).map((payment) => payment.key)
      expect(after.recognised?.length).toBeGreaterThan(0)
      expect(settled).toEqual(expect.arrayContaining([...(after.recognised ?? [])]))
    }, 1_500)
  })

  it('carry the sale once while it is paid, and not at all while it is not', () => {
    verifyAlways(({ assessment }, shop) => {
      const isPaid = assessment.verdict.answer === 'paid'
      const earned = ['sales', 'discounts', 'tax:payable', 'tips:payable'].reduce(
        (sum, account) => sum + balanceOf(shop, account, 'USD'),
        0n,
      )
      expect(earned).toBe(isPaid ? -1_234n : 0n)
    })
  })
})
