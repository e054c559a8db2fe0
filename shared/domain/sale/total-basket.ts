import { reject, type Rejected } from '../../errors/rejected.ts'
import { allocate } from '../money/allocate.ts'
import { roundHalfUp } from '../money/divide.ts'
import { sumMinor } from '../money/money.ts'
import type { TaxRate } from '../tax/tax-rate.ts'
import {
  saleLimits,
  type Adjustment,
  type Basket,
  type LineItem,
  type LineTotals,
  type SaleTotals,
  type TaxRules,
  type TaxTotals,
} from './sale.ts'

const bpsWhole = 10_000n

/** The minor units of a discount or tip on a base; a rate rounds to the nearest unit, a half up. */
function adjustmentMinor(adjustment: Adjustment, baseMinor: bigint): bigint {
  switch (adjustment.kind) {
    case 'none':
      return 0n
    case 'amount':
      return adjustment.minor
    case 'rate':
      return roundHalfUp(baseMinor * BigInt(adjustment.bps), bpsWhole)
  }
}

type Priced = Readonly<{ line: LineItem; listMinor: bigint; lineDiscountMinor: bigint }>
type Discounted = Priced &
  Readonly<{ discountMinor: bigint; payableMinor: bigint; rate: TaxRate | undefined }>

function refuseBasket(basket: Basket): Rejected | undefined {
  if (basket.lines.length === 0) return reject('sale.empty')
  if (basket.lines.length > saleLimits.linesMax)
    return reject('sale.amountTooLarge', { linesMax: saleLimits.linesMax })
  for (const { id, unitPriceMinor, quantity } of basket.lines) {
    if (unitPriceMinor < 0n) return reject('money.negative', { lineId: id })
    if (unitPriceMinor > saleLimits.unitPriceMinorMax) return reject('sale.amountTooLarge', { lineId: id })
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > saleLimits.quantityMax) {
      return reject('sale.amountTooLarge', { lineId: id, quantityMax: saleLimits.quantityMax })
    }
  }
  return undefined
}

function priceLine(line: LineItem): Priced {
  const listMinor = line.unitPriceMinor * BigInt(line.quantity)
  return { line, listMinor, lineDiscountMinor: adjustmentMinor(line.discount, listMinor) }
}

/** The tax that a group of one rate holds or adds, rounded once per rate and not per line. */
function groupTax(payableMinor: bigint, rate: TaxRate, rules: TaxRules): bigint {
  const bps = BigInt(rate.bps)
  return rules.mode === 'inclusive'
    ? roundHalfUp(payableMinor * bps, bpsWhole + bps)
    : roundHalfUp(payableMinor * bps, bpsWhole)
}

function taxLines(
  lines: readonly Discounted[],
  rules: TaxRules,
): { taxes: TaxTotals[]; taxByLine: Map<Discounted, bigint> } {
  // Keyed by the line itself: a basket may hold two lines of one id, and each has its own tax.
  const taxByLine = new Map<Discounted, bigint>()
  const taxes: TaxTotals[] = []
  for (const rate of new Set(rules.rates)) {
    const group = lines.filter((line) => line.rate === rate)
    if (group.length === 0) continue
    const payableMinor = sumMinor(group.map((line) => line.payableMinor))
    const taxMinor = groupTax(payableMinor, rate, rules)
    const shares = allocate(
      taxMinor,
      group.map((line) => line.payableMinor),
    )
    group.forEach((line, index) => taxByLine.set(line, shares[index] ?? 0n))
    const baseMinor = rules.mode === 'inclusive' ? payableMinor - taxMinor : payableMinor
    taxes.push({ rateId: rate.id, name: rate.name, bps: rate.bps, baseMinor, taxMinor })
  }
  return { taxes, taxByLine }
}

function lineTotals(line: Discounted, taxMinor: bigint, rules: TaxRules): LineTotals {
  const netMinor = rules.mode === 'inclusive' ? line.payableMinor - taxMinor : line.payableMinor
  return {
    lineId: line.line.id,
    listMinor: line.listMinor,
    discountMinor: line.discountMinor,
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
  }
}

/**
 * The totals of a basket: line discounts, then the basket discount spread over the lines by value, then tax rounded
 * once per rate, then the tip on the discounted price of the goods (a tip is never taxed).
 * @returns the totals in minor units of the shop's currency, or the first rule that says no
 * @see DECISIONS.md (tax is rounded per rate and sale)
 */
export function totalBasket(basket: Basket, rules: TaxRules): { ok: true; totals: SaleTotals } | Rejected {
  const refused = refuseBasket(basket)
  if (refused) return refused
  const priced = basket.lines.map(priceLine)
  if (priced.some((line) => line.lineDiscountMinor < 0n || line.lineDiscountMinor > line.listMinor))
    return reject('sale.discountTooLarge')
  const afterLines = priced.map((line) => line.listMinor - line.lineDiscountMinor)
  const basketDiscount = adjustmentMinor(basket.discount, sumMinor(afterLines))
  if (basketDiscount < 0n || basketDiscount > sumMinor(afterLines)) return reject('sale.discountTooLarge')
  const shares = allocate(basketDiscount, afterLines)
  const lines: Discounted[] = []
  for (const [index, line] of priced.entries()) {
    const rate = rules.rates.find((candidate) => candidate.id === line.line.taxRateId)
    if (line.line.taxRateId !== undefined && !rate)
      return reject('sale.unknownTaxRate', { lineId: line.line.id })
    const discountMinor = line.lineDiscountMinor + (shares[index] ?? 0n)
    lines.push({ ...line, discountMinor, payableMinor: line.listMinor - discountMinor, rate })
  }
  return sumUp(lines, basket.tip, rules)
}

function sumUp(
  lines: readonly Discounted[],
  tip: Adjustment,
  rules: TaxRules,
): { ok: true; totals: SaleTotals } | Rejected {
  const { taxes, taxByLine } = taxLines(lines, rules)
  const parts = lines.map((line) => lineTotals(line, taxByLine.get(line) ?? 0n, rules))
  const tipMinor = adjustmentMinor(tip, sumMinor(lines.map((line) => line.payableMinor)))
  if (tipMinor < 0n) return reject('money.negative')
  const netMinor = sumMinor(parts.map((line) => line.netMinor))
  const taxMinor = sumMinor(parts.map((line) => line.taxMinor))
  const totalMinor = netMinor + taxMinor + tipMinor
  if (totalMinor === 0n) return reject('sale.amountZero')
  if (totalMinor > saleLimits.totalMinorMax)
    return reject('sale.amountTooLarge', { totalMinorMax: String(saleLimits.totalMinorMax) })
  return {
    ok: true,
    totals: {
      currency: rules.currency,
      lines: parts,
      taxes,
      listMinor: sumMinor(lines.map((line) => line.listMinor)),
      discountMinor: sumMinor(lines.map((line) => line.discountMinor)),
      netMinor,
      taxMinor,
      tipMinor,
      totalMinor,
    },
  }
}
