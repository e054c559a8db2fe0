import type { FiatCurrency } from '../money/currency.ts'
import type { TaxMode, TaxRate } from '../tax/tax-rate.ts'

/** A reduction or tip: nothing, a fixed amount in minor units, or hundredths of a percent. */
export type Adjustment =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'amount'; minor: bigint }>
  | Readonly<{ kind: 'rate'; bps: number }>

/** No discount, no tip. */
export const noAdjustment: Adjustment = { kind: 'none' }

/** One thing that is rung up. `unitPriceMinor` is the shelf price in the shop's currency, with tax when prices are inclusive. */
export type LineItem = Readonly<{
  id: string
  name: string
  itemId?: string
  unitPriceMinor: bigint
  quantity: number
  discount: Adjustment
  taxRateId?: string
}>

/** What the cashier has put together, before it becomes a sale. */
export type Basket = Readonly<{
  lines: readonly LineItem[]
  discount: Adjustment
  tip: Adjustment
}>

/** The tax rules that a sale is totalled under. */
export type TaxRules = Readonly<{ currency: FiatCurrency; mode: TaxMode; rates: readonly TaxRate[] }>

/** One line with its parts; `totalMinor` = `netMinor` + `taxMinor`. All minor units of the sale's currency. */
export type LineTotals = Readonly<{
  lineId: string
  listMinor: bigint
  discountMinor: bigint
  netMinor: bigint
  taxMinor: bigint
  totalMinor: bigint
}>

/** What one tax rate takes: `baseMinor` is net of tax. */
export type TaxTotals = Readonly<{
  rateId: string
  name: string
  bps: number
  baseMinor: bigint
  taxMinor: bigint
}>

/**
 * The figures of a sale in minor units: `totalMinor` = `netMinor` + `taxMinor` + `tipMinor`,
 * and `listMinor` - `discountMinor` is what the lines cost (with tax when prices are inclusive).
 */
export type SaleTotals = Readonly<{
  currency: FiatCurrency
  lines: readonly LineTotals[]
  taxes: readonly TaxTotals[]
  listMinor: bigint
  discountMinor: bigint
  netMinor: bigint
  taxMinor: bigint
  tipMinor: bigint
  totalMinor: bigint
}>

/** Limits that catch a slip on the keypad and keep every list bounded. */
export const saleLimits = {
  linesMax: 200,
  quantityMax: 9_999,
  unitPriceMinorMax: 100_000_000n,
  totalMinorMax: 100_000_000n,
  nameMax: 120,
} as const
