import { assertInvariant } from '../../errors/assert.ts'

/** How a quotient that is not whole becomes whole; always passed in, never assumed. */
export type Rounding = (numerator: bigint, denominator: bigint) => bigint

function assertPositive(denominator: bigint): void {
  assertInvariant(denominator > 0n, 'The denominator must be positive')
}

/** Rounds towards minus infinity: what a payer's share is worth at least. */
export const roundDown: Rounding = (numerator, denominator) => {
  assertPositive(denominator)
  const quotient = numerator / denominator
  return numerator % denominator < 0n ? quotient - 1n : quotient
}

/** Rounds towards plus infinity: what must be asked so that the shop is not short. */
export const roundUp: Rounding = (numerator, denominator) => {
  assertPositive(denominator)
  const quotient = numerator / denominator
  return numerator % denominator > 0n ? quotient + 1n : quotient
}

/** Rounds to the nearest, a half away from zero: the rule of most sales tax tables. */
export const roundHalfUp: Rounding = (numerator, denominator) => {
  assertPositive(denominator)
  const sign = numerator < 0n ? -1n : 1n
  const size = numerator * sign
  return sign * ((2n * size + denominator) / (2n * denominator))
}
