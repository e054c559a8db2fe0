import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  planRefund,
  type RefundableSale,
  type RefundWish,
} from '../../../../shared/domain/refund/plan-refund.ts'
import type { RefundParts } from '../../../../shared/domain/refund/refund.ts'
import { totalBasket } from '../../../../shared/domain/sale/total-basket.ts'
import { noAdjustment, type Basket } from '../../../../shared/domain/sale/sale.ts'

const rates = [{ id: 'standard', name: 'Sales tax', bps: 825 }]

type Piece = Readonly<{ unitPriceMinor: bigint; quantity: number; taxed: boolean }>

function saleOf(pieces: readonly Piece[], tipMinor = 0n, discountMinor = 0n): RefundableSale {
  const basket: Basket = {
    lines: pieces.map(({ unitPriceMinor, quantity, taxed }, index) => ({
      id: `line-${index}`,
      name: 'Thing',
      unitPriceMinor,
      quantity,
      discount: noAdjustment,
      ...(taxed ? { taxRateId: 'standard' } : {}),
    })),
    discount: { kind: 'amount', minor: discountMinor },
    tip: { kind: 'amount', minor: tipMinor },
  }
  const totalled = totalBasket(basket, { currency: 'USD', mode: 'exclusive', rates })
  if (!totalled.ok) throw new Error(totalled.code)
  const quantities = new Map(basket.lines.map(({ id, quantity }) => [id, quantity]))
  return { totals: totalled.totals, quantities, earlier: [] }
}

function giveBack(sale: RefundableSale, wish: RefundWish): RefundParts {
  const planned = planRefund(sale, wish)
  if (!planned.ok) throw new Error(planned.code)
  return planned.parts
}

const coffee = saleOf(
  [
    { unitPriceMinor: 333n, quantity: 3, taxed: true },
    { unitPriceMinor: 500n, quantity: 1, taxed: false },
  ],
  150n,
)

describe('planRefund', () => {
  it('gives one of three back with its share of the tax, and no tip unless it is asked for', () => {
    const one = { kind: 'lines', lines: [{ lineId: 'line-0', quantity: 1 }], withTip: false } as const
    expect(giveBack(coffee, one)).toEqual({
      lines: [{ lineId: 'line-0', quantity: 1, netMinor: 333n, taxMinor: 27n }],
      tipMinor: 0n,
      totalMinor: 360n,
    })
    expect(giveBack(coffee, { ...one, withTip: true }).totalMinor).toBe(510n)
  })

  it('gives the rest back to the unit after pieces went before', () => {
    const wish = { kind: 'lines', lines: [{ lineId: 'line-0', quantity: 2 }], withTip: false } as const
    const first = giveBack(coffee, wish)
    const rest = giveBack({ ...coffee, earlier: [first] }, { kind: 'rest' })
    expect(first.totalMinor + rest.totalMinor).toBe(coffee.totals.totalMinor)
    expect(rest.lines).toContainEqual({ lineId: 'line-0', quantity: 1, netMinor: 333n, taxMinor: 28n })
  })

  it('spreads an amount over goods, tax and tip', () => {
    const half = giveBack(coffee, { kind: 'amount', minor: coffee.totals.totalMinor / 2n })
    expect(half.totalMinor).toBe(coffee.totals.totalMinor / 2n)
    expect(half.tipMinor).toBe(75n)
  })

  it.each<[string, RefundWish, string]>([
    [
      'more pieces than were sold',
      { kind: 'lines', lines: [{ lineId: 'line-0', quantity: 4 }], withTip: false },
      'refund.tooMany',
    ],
    [
      'half a piece',
      { kind: 'lines', lines: [{ lineId: 'line-0', quantity: 0.5 }], withTip: false },
      'refund.tooMany',
    ],
    [
      'less than none',
      { kind: 'lines', lines: [{ lineId: 'line-0', quantity: -1 }], withTip: false },
      'refund.tooMany',
    ],
    [
      'an item of another sale',
      { kind: 'lines', lines: [{ lineId: 'other', quantity: 1 }], withTip: false },
      'refund.tooMany',
    ],
    ['nothing', { kind: 'lines', lines: [], withTip: false }, 'refund.amountZero'],
    ['an amount of nothing', { kind: 'amount', minor: 0n }, 'refund.amountZero'],
    ['an amount below nothing', { kind: 'amount', minor: -1n }, 'refund.amountZero'],
    ['more than was paid', { kind: 'amount', minor: coffee.totals.totalMinor + 1n }, 'refund.tooMuch'],
  ])('refuses %s', (_name, wish, code) => {
    expect(planRefund(coffee, wish)).toMatchObject({ ok: false, code })
  })

  it('refuses one item twice in one refund', () => {
    const lines = [
      { lineId: 'line-0', quantity: 2 },
      { lineId: 'line-0', quantity: 2 },
    ]
    expect(planRefund(coffee, { kind: 'lines', lines, withTip: false })).toMatchObject({
      code: 'refund.lineTwice',
    })
  })

  it('refuses anything once all is back', () => {
    const all = giveBack(coffee, { kind: 'rest' })
    for (const wish of [{ kind: 'rest' }, { kind: 'amount', minor: 1n }] as const)
      expect(planRefund({ ...coffee, earlier: [all] }, wish)).toMatchObject({ code: 'refund.nothingLeft' })
  })

  const piece = fc.record({
    unitPriceMinor: fc.bigInt(1n, 9_999n),
    quantity: fc.integer({ min: 1, max: 12 }),
    taxed: fc.boolean(),
  })
  const wishes = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('amount' as const), minor: fc.bigInt(1n, 20_000n) }),
      fc.record({
        kind: fc.constant('lines' as const),
        lines: fc.array(
          fc.record({
            lineId: fc.constantFrom('line-0', 'line-1'),
            quantity: fc.integer({ min: 1, max: 6 }),
          }),
          {
            maxLength: 2,
          },
        ),
        withTip: fc.boolean(),
      }),
    ),
    { maxLength: 12 },
  )

  it('gives back every unit once, whatever went back before and in whatever steps', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 4 }),
        fc.bigInt(0n, 500n),
        wishes,
        (pieces, tip, asked) => {
          let sale = saleOf(pieces, tip)
          for (const wish of asked) {
            const planned = planRefund(sale, wish)
            if (!planned.ok) continue
            const { lines, tipMinor, totalMinor } = planned.parts
            const parts = lines.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor])
            expect([...parts, tipMinor].every((part) => part >= 0n)).toBe(true)
            expect(totalMinor).toBeGreaterThan(0n)
            sale = { ...sale, earlier: [...sale.earlier, planned.parts] }
          }
          const rest = planRefund(sale, { kind: 'rest' })
          const all = rest.ok ? [...sale.earlier, rest.parts] : sale.earlier
          expect(all.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)).toBe(sale.totals.totalMinor)
          for (const line of sale.totals.lines) {
            const back = all.flatMap(({ lines }) => lines.filter(({ lineId }) => lineId === line.lineId))
            expect(back.reduce((sum, { taxMinor }) => sum + taxMinor, 0n)).toBe(line.taxMinor)
            expect(back.reduce((sum, { netMinor }) => sum + netMinor, 0n)).toBe(line.netMinor)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
