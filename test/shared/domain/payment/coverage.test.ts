import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Offer } from '../../../../shared/domain/invoice/invoice.ts'
import {
  coverageOf,
  inChainOrder,
  isCovered,
  isExceeded,
  missingMinor,
  offerFor,
  usedMinor,
} from '../../../../shared/domain/payment/coverage.ts'
import type { Payment } from '../../../../shared/domain/payment/payment.ts'
import { offerOf, paymentOf, pyusdFast, usdcFast, usdpSlow } from '../verdict/scene.ts'

/** Offers of six and of eighteen decimals for one random amount, and payments in them, in millionths of the due amount. */
const invoice = fc
  .record({
    cents: fc.bigInt({ min: 1n, max: 10_000_000n }),
    parts: fc.array(fc.tuple(fc.nat(2), fc.bigInt({ min: 1n, max: 1_500_000n })), { maxLength: 12 }),
  })
  .map(({ cents, parts }) => {
    const offers = [
      offerOf({ symbol: 'USDC', chain: 'fast', decimals: 6, amountMinor: cents * 10n ** 4n }),
      offerOf({ symbol: 'PYUSD', chain: 'fast', decimals: 6, amountMinor: cents * 10n ** 4n }),
      offerOf({ symbol: 'USDP', chain: 'slow', decimals: 18, amountMinor: cents * 10n ** 16n }),
    ]
    const payments = parts.map(([which, millionths], index) => {
      const offer = offers[which] ?? usdcFast
      const amountMinor = (offer.amountMinor * millionths) / 1_000_000n || 1n
      return paymentOf({ id: index, offer, amountMinor })
    })
    return { offers, payments, dueAtto: cents * 10n ** 16n }
  })

/** The value of payments in one common unit of eighteen decimals: an independent way to add them up. */
function atto(payments: readonly Payment[], offers: readonly Offer[]): bigint {
  return payments.reduce((sum, payment) => {
    const decimals = offers.find((offer) => offer.currency === payment.currency)?.decimals ?? 18
    return sum + payment.amountMinor * 10n ** BigInt(18 - decimals)
  }, 0n)
}

describe('coverageOf', () => {
  const offers = [usdcFast, pyusdFast, usdpSlow]
  const rows: readonly (readonly [string, readonly Payment[], 'short' | 'exact' | 'over'])[] = [
    ['nothing', [], 'short'],
    ['the exact amount', [paymentOf()], 'exact'],
    ['one unit less', [paymentOf({ amountMinor: usdcFast.amountMinor - 1n })], 'short'],
    ['one unit more', [paymentOf({ amountMinor: usdcFast.amountMinor + 1n })], 'over'],
    ['the exact amount at eighteen decimals', [paymentOf({ offer: usdpSlow })], 'exact'],
    [
      'one of a quintillion less',
      [paymentOf({ offer: usdpSlow, amountMinor: usdpSlow.amountMinor - 1n })],
      'short',
    ],
    [
      'a third in each of three tokens, all but a crumb',
      [usdcFast, pyusdFast, usdpSlow].map((offer, id) =>
        paymentOf({ id, offer, amountMinor: offer.amountMinor / 3n }),
      ),
      'short',
    ],
    [
      'halves in tokens of six and eighteen decimals',
      [usdcFast, usdpSlow].map((offer, id) => paymentOf({ id, offer, amountMinor: offer.amountMinor / 2n })),
      'exact',
    ],
    [
      'a token that was never offered',
      [paymentOf({}, { currency: 'FAKE.fast', amountMinor: 10n ** 30n })],
      'short',
    ],
  ]
  it.each(rows)('of %s: %s', (_, payments, expected) => {
    const coverage = coverageOf(payments, offers)
    const said = isExceeded(coverage) ? 'over' : isCovered(coverage) ? 'exact' : 'short'
    expect(said).toBe(expected)
  })

  it('is exact, however many tokens and decimals are mixed', () => {
    fc.assert(
      fc.property(invoice, ({ offers: any, payments, dueAtto }) => {
        const coverage = coverageOf(payments, any)
        const paidAtto = atto(payments, any)
        expect(coverage.numerator * dueAtto).toBe(paidAtto * coverage.denominator)
        expect(isCovered(coverage)).toBe(paidAtto >= dueAtto)
        expect(isExceeded(coverage)).toBe(paidAtto > dueAtto)
      }),
    )
  })

  it('does not depend on the order of the payments', () => {
    fc.assert(
      fc.property(invoice, ({ offers: any, payments }) => {
        const one = coverageOf(payments, any)
        const other = coverageOf(payments.toReversed(), any)
        expect(one.numerator * other.denominator).toBe(other.numerator * one.denominator)
      }),
    )
  })

  it('stays small with thousands of crumbs: the fraction has one factor for each token', () => {
    const crumbs = Array.from({ length: 5_000 }, (_, id) => paymentOf({ id, amountMinor: 1n }))
    expect(coverageOf(crumbs, offers)).toEqual({ numerator: 5_000n, denominator: usdcFast.amountMinor })
  })

  it('stops on an offer of nothing, which anything would cover', () => {
    const free = offerOf({ symbol: 'USDC', chain: 'fast', decimals: 6, amountMinor: 0n })
    expect(() => coverageOf([paymentOf({ offer: free, amountMinor: 0n })], [free])).toThrowError(
      'An offer asks for more than nothing',
    )
  })
})

describe('missingMinor', () => {
  it('is the whole amount before any payment, in every token', () => {
    for (const offer of [usdcFast, usdpSlow])
      expect(missingMinor(coverageOf([], [offer]), offer)).toBe(offer.amountMinor)
  })

  it('asks for the rest so that paying it covers exactly, and one unit less does not', () => {
    fc.assert(
      fc.property(invoice, fc.nat(2), ({ offers, payments }, which) => {
        const offer = offers[which] ?? usdcFast
        const missing = missingMinor(coverageOf(payments, offers), offer)
        const paying = (amountMinor: bigint) =>
          isCovered(coverageOf([...payments, paymentOf({ id: 999, offer, amountMinor })], offers))
        expect(paying(missing)).toBe(true)
        if (missing > 0n) expect(paying(missing - 1n)).toBe(false)
      }),
    )
  })

  it('is nothing once the invoice is covered, and never negative', () => {
    const overpaid = coverageOf([paymentOf({ amountMinor: usdcFast.amountMinor * 3n })], [usdcFast, usdpSlow])
    expect(missingMinor(overpaid, usdcFast)).toBe(0n)
    expect(missingMinor(overpaid, usdpSlow)).toBe(0n)
  })
})

describe('usedMinor', () => {
  const offers = [usdcFast, pyusdFast, usdpSlow]

  it('uses payments in order and leaves what is over', () => {
    const first = paymentOf({ id: 1, amountMinor: 10_000_000n })
    const second = paymentOf({ id: 2, amountMinor: 10_000_000n })
    const third = paymentOf({ id: 3, amountMinor: 1n })
    expect([...usedMinor([first, second, third], offers)]).toEqual([
      [first.key, 10_000_000n],
      [second.key, 2_340_000n],
      [third.key, 0n],
    ])
  })

  it('uses nothing of a token that was never offered', () => {
    const foreign = paymentOf({}, { currency: 'FAKE.fast' })
    expect([...usedMinor([foreign], offers).values()]).toEqual([0n])
  })

  it('covers exactly what is due when enough arrived, and uses everything when not', () => {
    fc.assert(
      fc.property(invoice, ({ offers: any, payments }) => {
        const used = usedMinor(payments, any)
        const taken = payments
          .map((payment) => ({ ...payment, amountMinor: used.get(payment.key) ?? 0n }))
          .filter((payment) => payment.amountMinor > 0n)
        if (!isCovered(coverageOf(payments, any))) {
          expect(taken).toEqual(payments)
          return
        }
        expect(isCovered(coverageOf(taken, any))).toBe(true)
        const crumbLess = taken.map((payment, index) =>
          index === taken.length - 1 ? { ...payment, amountMinor: payment.amountMinor - 1n } : payment,
        )
        expect(isCovered(coverageOf(crumbLess, any))).toBe(false)
      }),
    )
  })

  it('never uses more of a payment than it brought', () => {
    fc.assert(
      fc.property(invoice, ({ offers: any, payments }) => {
        const used = usedMinor(payments, any)
        for (const payment of payments) {
          expect(used.get(payment.key)).toBeGreaterThanOrEqual(0n)
          expect(used.get(payment.key)).toBeLessThanOrEqual(payment.amountMinor)
        }
      }),
    )
  })
})

describe('inChainOrder', () => {
  it('orders by block time, then chain, block and log', () => {
    const ordered = [
      paymentOf({ id: 1, offer: usdpSlow, seconds: 5, block: 90 }),
      paymentOf({ id: 2, seconds: 10, block: 10, logIndex: 7 }),
      paymentOf({ id: 3, seconds: 10, block: 11, logIndex: 0 }),
      paymentOf({ id: 4, seconds: 10, block: 11, logIndex: 1 }),
      paymentOf({ id: 5, offer: usdpSlow, seconds: 10, block: 3 }),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) => {
        expect(inChainOrder(shuffled)).toEqual(ordered)
      }),
    )
  })

  it('orders chains alike on every machine, whatever its language', () => {
    const pair = ['a-z', 'a', 'z', 'Z'].map((chain, id) => paymentOf({ id }, { chain }))
    expect(inChainOrder(pair).map((payment) => payment.chain)).toEqual(['Z', 'a', 'a-z', 'z'])
  })

  it('leaves its input alone', () => {
    const given = Object.freeze([paymentOf({ id: 2, seconds: 2 }), paymentOf({ id: 1, seconds: 1 })])
    expect(inChainOrder(given).map((payment) => payment.txHash)).toEqual(
      given.toReversed().map((payment) => payment.txHash),
    )
  })
})

describe('offerFor', () => {
  it('finds the offer by the token on its chain, and none for another chain', () => {
    expect(offerFor(paymentOf(), [pyusdFast, usdcFast])).toBe(usdcFast)
    expect(offerFor(paymentOf({}, { currency: 'USDC.slow' }), [pyusdFast, usdcFast])).toBeUndefined()
  })
})
