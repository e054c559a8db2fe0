import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayLines } from '../../../../renderer/src/screens/register/display-lines.ts'
import { sumMinor } from '../../../../shared/domain/money/money.ts'
import { saleLimits, type Basket } from '../../../../shared/domain/sale/sale.ts'
import { totalBasket } from '../../../../shared/domain/sale/total-basket.ts'

const rates = [
  { id: 'standard', name: 'Sales tax', bps: 825 },
  { id: 'reduced', name: 'Groceries', bps: 200 },
]
const line = fc.record({
  name: fc.constantFrom('Espresso', 'Loaf'),
  unitPriceMinor: fc.bigInt({ min: 1n, max: 100_000n }),
  quantity: fc.integer({ min: 1, max: 20 }),
  discount: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.constant({ kind: 'rate' as const, bps: 1_500 }),
  ),
  taxRateId: fc.constantFrom('standard', 'reduced'),
})
const basket = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    tip: fc.oneof(fc.constant({ kind: 'none' as const }), fc.constant({ kind: 'rate' as const, bps: 1_000 })),
    discount: fc.oneof(
      fc.constant({ kind: 'none' as const }),
      fc.constant({ kind: 'rate' as const, bps: 500 }),
    ),
  })
  .map((made): Basket => ({ ...made, lines: made.lines.map((one, index) => ({ ...one, id: `l${index}` })) }))

describe('displayLines', () => {
  it.each(['inclusive', 'exclusive'] as const)('sums to what the customer pays, tax %s', (mode) => {
    fc.assert(
      fc.property(basket, (made) => {
        const totalled = totalBasket(made, { currency: 'USD', mode, rates })
        fc.pre(totalled.ok)
        const shown = displayLines(made.lines, totalled.totals, mode, 'Tip')
        expect(sumMinor(shown.map(({ totalMinor }) => totalMinor))).toBe(totalled.totals.totalMinor)
      }),
    )
  })

  it('never sends more lines than the contract takes', () => {
    const lines = Array.from({ length: saleLimits.linesMax }, (_, index) => ({
      id: `l${index}`,
      name: 'Item',
      unitPriceMinor: 100n,
      quantity: 1,
      discount: { kind: 'none' as const },
      taxRateId: 'standard',
    }))
    const totalled = totalBasket(
      { lines, discount: { kind: 'none' }, tip: { kind: 'amount', minor: 100n } },
      { currency: 'USD', mode: 'exclusive', rates },
    )
    const shown = totalled.ok ? displayLines(lines, totalled.totals, 'exclusive', 'Tip') : []
    expect(shown).toHaveLength(saleLimits.linesMax)
    expect(shown.at(-1)).toMatchObject({ name: 'Tip', totalMinor: 100n })
  })
})
