import type { LineItem, SaleTotals } from '../../../../shared/domain/sale/sale.ts'
import { saleLimits } from '../../../../shared/domain/sale/sale.ts'
import type { TaxMode } from '../../../../shared/domain/tax/tax-rate.ts'

/** A line as the customer display shows it. Minor units. */
export type DisplayLine = Readonly<{ name: string; quantity: number; totalMinor: bigint }>

/**
 * The basket for the customer's eyes: each line at its price after discounts, then tax where it is added at the till,
 * then the tip, so that the lines sum to the total.
 */
export function displayLines(
  lines: readonly LineItem[],
  totals: SaleTotals,
  mode: TaxMode,
  tipWord: string,
): readonly DisplayLine[] {
  const goods = lines.map((line, index) => {
    const part = totals.lines[index]
    return {
      name: line.name,
      quantity: line.quantity,
      totalMinor: part === undefined ? 0n : part.listMinor - part.discountMinor,
    }
  })
  const taxes =
    mode === 'exclusive'
      ? totals.taxes.map((tax) => ({ name: tax.name, quantity: 1, totalMinor: tax.taxMinor }))
      : []
  const tip = totals.tipMinor > 0n ? [{ name: tipWord, quantity: 1, totalMinor: totals.tipMinor }] : []
  const extra = [...taxes, ...tip]
  return [...goods.slice(0, saleLimits.linesMax - extra.length), ...extra]
}
