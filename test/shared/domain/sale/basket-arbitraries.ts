import fc from 'fast-check'
import type { Adjustment, Basket, LineItem, TaxRules } from '../../../../shared/domain/sale/sale.ts'
import type { TaxRate } from '../../../../shared/domain/tax/tax-rate.ts'

/** Three rates, one of them nothing. */
export const rates: readonly TaxRate[] = [
  { id: 'standard', name: 'Sales tax', bps: 825 },
  { id: 'reduced', name: 'Reduced', bps: 500 },
  { id: 'zero', name: 'No tax', bps: 0 },
]

/** The rules of a shop that adds tax at the till. */
export const exclusive: TaxRules = { currency: 'USD', mode: 'exclusive', rates }
/** The rules of a shop whose shelf prices hold the tax. */
export const inclusive: TaxRules = { currency: 'USD', mode: 'inclusive', rates }

/** A line of one item at the standard rate, unless said otherwise. */
export function lineOf(unitPriceMinor: bigint, changes: Partial<LineItem> = {}): LineItem {
  return {
    id: 'line_1',
    name: 'Flat white',
    unitPriceMinor,
    quantity: 1,
    discount: { kind: 'none' },
    taxRateId: 'standard',
    ...changes,
  }
}

/** A basket without discount and tip, unless said otherwise. */
export function basketOf(lines: readonly LineItem[], changes: Partial<Basket> = {}): Basket {
  return { lines, discount: { kind: 'none' }, tip: { kind: 'none' }, ...changes }
}

const bps = fc.integer({ min: 0, max: 10_000 })
const adjustment: fc.Arbitrary<Adjustment> = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  fc.record({ kind: fc.constant('rate' as const), bps }),
  fc.record({ kind: fc.constant('amount' as const), minor: fc.bigInt({ min: 0n, max: 2_000n }) }),
)
const rateId = fc.constantFrom('standard', 'reduced', 'zero', undefined)
const line: fc.Arbitrary<LineItem> = fc
  .record({
    // Few ids, so that baskets with two lines of one id are common.
    id: fc.constantFrom('line_1', 'line_2', 'line_3'),
    unitPriceMinor: fc.bigInt({ min: 0n, max: 20_000n }),
    quantity: fc.integer({ min: 1, max: 12 }),
    discount: adjustment,
    taxRateId: rateId,
  })
  .map(({ taxRateId, ...rest }) => ({
    name: 'Item',
    ...rest,
    ...(taxRateId === undefined ? {} : { taxRateId }),
  }))

/** Baskets of a small shop: sometimes with more discount than price, which must be refused. */
export const anyBasket: fc.Arbitrary<Basket> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  discount: adjustment,
  tip: adjustment,
})

/** Tax rules of either mode, with rates up to the highest. */
export const anyRules: fc.Arbitrary<TaxRules> = fc.record({
  currency: fc.constantFrom('USD' as const, 'JPY' as const),
  mode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  rates: fc.tuple(bps, bps).map(([standard, reduced]) => [
    { id: 'standard', name: 'Sales tax', bps: standard },
    { id: 'reduced', name: 'Reduced', bps: reduced },
    { id: 'zero', name: 'No tax', bps: 0 },
  ]),
})
