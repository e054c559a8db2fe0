/**
 * A tax the shop charges. `bps` is hundredths of a percent: 8.25 % is 825.
 * A rate is never edited in old sales: the sale keeps a copy.
 */
export type TaxRate = Readonly<{ id: string; name: string; bps: number }>

/** Whether shelf prices hold the tax already (`inclusive`, Europe) or it is added at the till (`exclusive`, United States). */
export type TaxMode = 'inclusive' | 'exclusive'

/** The highest tax rate taken, 100 %. */
export const taxBpsMax = 10_000
