import { assertInvariant } from '../../errors/assert.ts'
import { sumMinor } from './money.ts'

/**
 * Splits an amount by weights so that the parts sum to the whole.
 * The units that do not divide go one each to the parts with the largest remainder, earlier parts first.
 * @param total minor units, zero or more
 * @param weights zero or more each; when all are zero the whole goes to the first part
 * @returns one part per weight, each at most one unit from its exact share
 * @throws {PosError} `invariant.broken` for a negative total or weight, or no weight
 */
export function allocate(total: bigint, weights: readonly bigint[]): readonly bigint[] {
  assertInvariant(total >= 0n && weights.length > 0, 'Only an amount of zero or more can be split over parts')
  assertInvariant(
    weights.every((weight) => weight >= 0n),
    'A weight cannot be negative',
  )
  const whole = sumMinor(weights)
  if (whole === 0n) return weights.map((_, index) => (index === 0 ? total : 0n))
  const parts = weights.map((weight) => (total * weight) / whole)
  const remainders = weights.map((weight, index) => ({ index, rest: (total * weight) % whole }))
  remainders.sort((left, right) =>
    left.rest === right.rest ? left.index - right.index : left.rest > right.rest ? -1 : 1,
  )
  const leftover = Number(total - sumMinor(parts))
  for (const { index } of remainders.slice(0, leftover)) parts[index] = (parts[index] ?? 0n) + 1n
  return parts
}
