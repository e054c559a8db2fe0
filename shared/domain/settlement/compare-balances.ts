/** What both sides say of an asset, in the units of custody, and what makes a comparison say nothing. */
export type BalanceSides = Readonly<{
  asset: string
  booksMinor: bigint
  balanceMinor: bigint
  /** Orders of which nobody knows whether they have left. */
  uncertain: number
}>

/** What a comparison found; `differenceMinor` is what the backend has more than the books. */
export type BalanceFinding = Readonly<{
  asset: string
  state: 'agrees' | 'differs' | 'skipped'
  booksMinor: bigint
  balanceMinor: bigint
  differenceMinor: bigint
  uncertain: number
}>

/** Compares to the last unit: sides that differ with nothing in between are a case. Pure and total. */
export function compareBalances(sides: readonly BalanceSides[]): readonly BalanceFinding[] {
  return sides.map(({ asset, booksMinor, balanceMinor, uncertain }) => {
    const differenceMinor = balanceMinor - booksMinor
    const differs = uncertain > 0 ? 'skipped' : 'differs'
    return {
      asset,
      state: differenceMinor === 0n ? 'agrees' : differs,
      booksMinor,
      balanceMinor,
      differenceMinor,
      uncertain,
    }
  })
}
