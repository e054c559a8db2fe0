import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumMinor } from '../../../../shared/domain/money/money.ts'
import {
  saleLimits,
  type Basket,
  type SaleTotals,
  type TaxRules,
} from '../../../../shared/domain/sale/sale.ts'
import { totalBasket } from '../../../../shared/domain/sale/total-basket.ts'
import { anyBasket, anyRules, basketOf, exclusive, inclusive, lineOf } from './basket-arbitraries.ts'

function totalsOf(basket: Basket, rules: TaxRules): SaleTotals {
  const totalled = totalBasket(basket, rules)
  expect(totalled).toMatchObject({ ok: true })
  if (!totalled.ok) throw new Error('The basket was refused')
  return totalled.totals
}

const rate = (bps: number) => ({ kind: 'rate', bps }) as const
const amount = (minor: bigint) => ({ kind: 'amount', minor }) as const

describe('totalBasket', () => {
  type Figures = readonly [
    list: bigint,
    discount: bigint,
    net: bigint,
    tax: bigint,
    tip: bigint,
    total: bigint,
  ]
  const rows: readonly (readonly [string, Basket, TaxRules, Figures])[] = [
    ['one coffee, tax added', basketOf([lineOf(400n)]), exclusive, [400n, 0n, 400n, 33n, 0n, 433n]],
    ['one coffee, tax inside', basketOf([lineOf(400n)]), inclusive, [400n, 0n, 370n, 30n, 0n, 400n]],
    [
      'half a cent of tax rounds up',
      basketOf([lineOf(200n, { taxRateId: 'reduced' }), lineOf(10n, { taxRateId: 'reduced' })]),
      exclusive,
      [210n, 0n, 210n, 11n, 0n, 221n],
    ],
    [
      'three of one thing',
      basketOf([lineOf(333n, { quantity: 3, taxRateId: 'zero' })]),
      exclusive,
      [999n, 0n, 999n, 0n, 0n, 999n],
    ],
    [
      'a line without a tax rate',
      basketOf([lineOf(400n), { ...lineOf(100n), id: 'line_2', taxRateId: 'zero' }]),
      exclusive,
      [500n, 0n, 500n, 33n, 0n, 533n],
    ],
    [
      'ten percent off one line',
      basketOf([lineOf(1_000n, { discount: rate(1_000) })]),
      exclusive,
      [1_000n, 100n, 900n, 74n, 0n, 974n],
    ],
    [
      'five off the whole basket, before tax',
      basketOf([lineOf(1_000n)], { discount: amount(500n) }),
      exclusive,
      [1_000n, 500n, 500n, 41n, 0n, 541n],
    ],
    [
      'line and basket discounts one after the other',
      basketOf([lineOf(1_000n, { discount: rate(5_000) })], { discount: rate(5_000) }),
      exclusive,
      [1_000n, 750n, 250n, 21n, 0n, 271n],
    ],
    [
      'fifteen percent tip on the goods, not on the tax',
      basketOf([lineOf(1_000n)], { tip: rate(1_500) }),
      exclusive,
      [1_000n, 0n, 1_000n, 83n, 150n, 1_233n],
    ],
    [
      'a tip of a fixed amount',
      basketOf([lineOf(1_000n)], { tip: amount(200n) }),
      inclusive,
      [1_000n, 0n, 924n, 76n, 200n, 1_200n],
    ],
    [
      'goods given away, and a tip for it',
      basketOf([lineOf(1_000n, { discount: rate(10_000) })], { tip: amount(200n) }),
      exclusive,
      [1_000n, 1_000n, 0n, 0n, 200n, 200n],
    ],
  ]
  it.each(rows)('%s', (_, basket, rules, figures) => {
    const { listMinor, discountMinor, netMinor, taxMinor, tipMinor, totalMinor } = totalsOf(basket, rules)
    expect([listMinor, discountMinor, netMinor, taxMinor, tipMinor, totalMinor]).toEqual(figures)
  })

  it('rounds tax once per rate and not per line: three times a third of a cent is one cent', () => {
    // 8.25 % of 0.04 is a third of a cent: by the line it would vanish three times.
    const lines = ['a', 'b', 'c'].map((id) => lineOf(4n, { id }))
    const totals = totalsOf(basketOf(lines), exclusive)
    expect(totals.taxMinor).toBe(1n)
    expect(totals.lines.map((line) => line.taxMinor)).toEqual([1n, 0n, 0n])
  })

  it('lists each rate that was used, in the order of the settings, with its own base', () => {
    const lines = [lineOf(200n, { taxRateId: 'reduced' }), lineOf(400n, { id: 'line_2' })]
    expect(totalsOf(basketOf(lines), exclusive).taxes).toEqual([
      { rateId: 'standard', name: 'Sales tax', bps: 825, baseMinor: 400n, taxMinor: 33n },
      { rateId: 'reduced', name: 'Reduced', bps: 500, baseMinor: 200n, taxMinor: 10n },
    ])
  })

  it('gives two lines of one id each its own tax', () => {
    const totals = totalsOf(basketOf([lineOf(10_000n), lineOf(100n)]), exclusive)
    expect(totals.lines.map((line) => line.taxMinor)).toEqual([825n, 8n])
    expect(totals.taxMinor).toBe(833n)
  })

  it('taxes a line once where two rates of the settings share an id', () => {
    const twice: TaxRules = { ...exclusive, rates: [...exclusive.rates, ...structuredClone(exclusive.rates)] }
    const basket = basketOf([lineOf(400n)])
    expect(totalsOf(basket, twice)).toEqual(totalsOf(basket, exclusive))
  })

  it('spreads a basket discount over the lines by value, to the cent', () => {
    const lines = [lineOf(1_000n, { id: 'a' }), lineOf(500n, { id: 'b' }), lineOf(500n, { id: 'c' })]
    const totals = totalsOf(basketOf(lines, { discount: amount(101n) }), exclusive)
    expect(totals.lines.map((line) => line.discountMinor)).toEqual([51n, 25n, 25n])
  })
})

describe('totalBasket refuses', () => {
  const many = Array.from({ length: saleLimits.linesMax + 1 }, (_, index) => lineOf(1n, { id: `l${index}` }))
  const rows: readonly (readonly [string, Basket, string])[] = [
    ['an empty basket', basketOf([]), 'sale.empty'],
    ['more lines than a till can show', basketOf(many), 'sale.amountTooLarge'],
    ['a negative price', basketOf([lineOf(-1n)]), 'money.negative'],
    ['an absurd price', basketOf([lineOf(saleLimits.unitPriceMinorMax + 1n)]), 'sale.amountTooLarge'],
    ['no pieces', basketOf([lineOf(100n, { quantity: 0 })]), 'sale.amountTooLarge'],
    ['fewer than no pieces', basketOf([lineOf(100n, { quantity: -1 })]), 'sale.amountTooLarge'],
    ['a piece and a half', basketOf([lineOf(100n, { quantity: 1.5 })]), 'sale.amountTooLarge'],
    ['a number that is none', basketOf([lineOf(100n, { quantity: Number.NaN })]), 'sale.amountTooLarge'],
    [
      'more pieces than anybody carries',
      basketOf([lineOf(1n, { quantity: saleLimits.quantityMax + 1 })]),
      'sale.amountTooLarge',
    ],
    [
      'a line discount above the price',
      basketOf([lineOf(100n, { discount: amount(101n) })]),
      'sale.discountTooLarge',
    ],
    [
      'a line discount above the price, hidden by another line',
      basketOf([lineOf(100n, { discount: amount(101n) }), lineOf(10_000n, { id: 'line_2' })]),
      'sale.discountTooLarge',
    ],
    [
      'a discount that raises the price',
      basketOf([lineOf(100n, { discount: amount(-1n) })]),
      'sale.discountTooLarge',
    ],
    [
      'a basket discount above the goods',
      basketOf([lineOf(100n)], { discount: amount(101n) }),
      'sale.discountTooLarge',
    ],
    [
      'a basket discount that raises the price',
      basketOf([lineOf(100n)], { discount: amount(-1n) }),
      'sale.discountTooLarge',
    ],
    [
      'a basket discount above what the line discounts left',
      basketOf([lineOf(100n, { discount: rate(5_000) })], { discount: amount(51n) }),
      'sale.discountTooLarge',
    ],
    ['a negative tip', basketOf([lineOf(100n)], { tip: amount(-1n) }), 'money.negative'],
    [
      'a tax rate that nobody set up',
      basketOf([lineOf(100n, { taxRateId: 'luxury' })]),
      'sale.unknownTaxRate',
    ],
    ['a sale over nothing', basketOf([lineOf(0n)]), 'sale.amountZero'],
    [
      'goods given away without a tip',
      basketOf([lineOf(100n)], { discount: rate(10_000) }),
      'sale.amountZero',
    ],
    [
      'a total that must be a slip of the finger',
      basketOf([lineOf(saleLimits.unitPriceMinorMax, { quantity: 2 })]),
      'sale.amountTooLarge',
    ],
    [
      'a total that only the tax carries over the limit',
      basketOf([lineOf(saleLimits.totalMinorMax)]),
      'sale.amountTooLarge',
    ],
  ]
  it.each(rows)('%s', (_, basket, code) => {
    expect(totalBasket(basket, exclusive)).toMatchObject({ ok: false, code })
  })

  it('nothing that stands exactly on the limit', () => {
    const basket = basketOf([lineOf(saleLimits.totalMinorMax, { taxRateId: 'zero' })])
    expect(totalsOf(basket, exclusive).totalMinor).toBe(saleLimits.totalMinorMax)
  })
})

/** Checks a rule on every random basket that is a sale at all. */
function verifyEverySale(rule: (totals: SaleTotals, basket: Basket, rules: TaxRules) => void): void {
  fc.assert(
    fc.property(anyBasket, anyRules, (basket, rules) => {
      const totalled = totalBasket(basket, rules)
      fc.pre(totalled.ok)
      if (totalled.ok) rule(totalled.totals, basket, rules)
    }),
    { numRuns: 500 },
  )
}

describe('totalBasket, for every basket', () => {
  it('makes the total of net, tax and tip', () => {
    verifyEverySale((totals) => {
      expect(totals.netMinor + totals.taxMinor + totals.tipMinor).toBe(totals.totalMinor)
    })
  })

  it('makes every sum of its lines, column by column', () => {
    verifyEverySale((totals) => {
      const column = (name: 'listMinor' | 'discountMinor' | 'netMinor' | 'taxMinor'): bigint =>
        sumMinor(totals.lines.map((line) => line[name]))
      expect(column('listMinor')).toBe(totals.listMinor)
      expect(column('discountMinor')).toBe(totals.discountMinor)
      expect(column('netMinor')).toBe(totals.netMinor)
      expect(column('taxMinor')).toBe(totals.taxMinor)
      for (const line of totals.lines) expect(line.netMinor + line.taxMinor).toBe(line.totalMinor)
    })
  })

  it('makes the tax of its rates, and every base of the lines it taxes', () => {
    verifyEverySale((totals, basket) => {
      expect(sumMinor(totals.taxes.map((tax) => tax.taxMinor))).toBe(totals.taxMinor)
      for (const tax of totals.taxes) {
        const taxed = totals.lines.filter((_, index) => basket.lines[index]?.taxRateId === tax.rateId)
        expect(sumMinor(taxed.map((line) => line.netMinor))).toBe(tax.baseMinor)
        expect(sumMinor(taxed.map((line) => line.taxMinor))).toBe(tax.taxMinor)
      }
    })
  })

  it('charges the discounted shelf price: with tax inside it, or with tax on top', () => {
    verifyEverySale((totals, _, { mode }) => {
      const shelfMinor = totals.listMinor - totals.discountMinor
      const paidMinor = mode === 'inclusive' ? totals.netMinor + totals.taxMinor : totals.netMinor
      expect(paidMinor).toBe(shelfMinor)
    })
  })

  it('never has a negative figure, and no discount above its price', () => {
    verifyEverySale((totals) => {
      for (const line of totals.lines) {
        const { listMinor, discountMinor, netMinor, taxMinor, totalMinor } = line
        for (const minor of [listMinor, discountMinor, netMinor, taxMinor, totalMinor])
          expect(minor).toBeGreaterThanOrEqual(0n)
        expect(discountMinor).toBeLessThanOrEqual(listMinor)
      }
      expect(totals.tipMinor).toBeGreaterThanOrEqual(0n)
      expect(totals.totalMinor).toBeGreaterThan(0n)
    })
  })

  it('is within half a unit of the exact tax of each rate', () => {
    verifyEverySale((totals, basket, rules) => {
      for (const tax of totals.taxes) {
        const taxed = totals.lines.filter((_, index) => basket.lines[index]?.taxRateId === tax.rateId)
        const shelfMinor = sumMinor(taxed.map((line) => line.listMinor - line.discountMinor))
        const whole = rules.mode === 'inclusive' ? 10_000n + BigInt(tax.bps) : 10_000n
        const doubled = 2n * (tax.taxMinor * whole - shelfMinor * BigInt(tax.bps))
        expect(doubled >= -whole && doubled <= whole).toBe(true)
      }
    })
  })

  it('does not depend on what came before: the same basket has the same totals', () => {
    verifyEverySale((totals, basket, rules) => {
      expect(totalBasket(basket, rules)).toEqual({ ok: true, totals })
    })
  })
})
