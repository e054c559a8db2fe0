import { isCovered, type Coverage } from './coverage.ts'

/** How far off a payment may be without anybody being bothered, in minor units of the shop's currency. */
export type Tolerances = Readonly<{ underMinor: bigint; overMinor: bigint }>

/** A tolerance forgives small change and no more: a hundred units of a currency with cents. */
export const toleranceMinorMax = 10_000n

/** Every unit counts: what a shop starts with. */
export const noTolerances: Tolerances = { underMinor: 0n, overMinor: 0n }

/**
 * True when nothing is owed any more, or so little that the shop forgives it. A sale that costs no more than what is
 * forgiven must be paid in full: a tolerance never gives goods away.
 * @param amountMinor the amount due, minor units of the shop's currency
 */
export function isCoveredWithin(coverage: Coverage, amountMinor: bigint, tolerances: Tolerances): boolean {
  if (isCovered(coverage)) return true
  const { numerator, denominator } = coverage
  const isForgivable = tolerances.underMinor < amountMinor
  return isForgivable && (denominator - numerator) * amountMinor <= tolerances.underMinor * denominator
}

/** True when so much more arrived than was asked that somebody has to decide about it. */
export function isExceededBeyond(coverage: Coverage, amountMinor: bigint, tolerances: Tolerances): boolean {
  const { numerator, denominator } = coverage
  return (numerator - denominator) * amountMinor > tolerances.overMinor * denominator
}
