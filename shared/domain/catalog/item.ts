import type { FiatCurrency } from '../money/currency.ts'

/** Something the shop sells. `priceMinor` is the shelf price in the shop's currency. */
export type CatalogItem = Readonly<{
  id: string
  name: string
  category: string
  priceMinor: bigint
  currency: FiatCurrency
  /** EAN, UPC or house code as the scanner reads it. */
  barcode?: string
  taxRateId?: string
}>

/** Sizes that keep the catalogue bounded. */
export const catalogLimits = {
  itemsMax: 200_000,
  nameMax: 120,
  categoryMax: 60,
  barcodeMax: 64,
  importRowsMax: 100_000,
} as const
