import { assertInvariant } from '../../errors/assert.ts'
import type { Currency } from './currency.ts'

/** An amount in minor units of one currency (USD: cents; USDC: millionths). May be negative. */
export type Money<C extends Currency = Currency> = Readonly<{ currency: C; minor: bigint }>

/** Money from minor units. */
export function money<C extends Currency>(currency: C, minor: bigint): Money<C> {
  return { currency, minor }
}

function assertSameCurrency(left: Money, right: Money): void {
  assertInvariant(left.currency === right.currency, 'Two currencies cannot be added or compared', {
    left: left.currency,
    right: right.currency,
  })
}

/**
 * Sum of two amounts of one currency.
 * @throws {PosError} `invariant.broken` when the currencies differ at run time
 */
export function add<C extends Currency>(augend: Money<C>, addend: Money<NoInfer<C>>): Money<C> {
  assertSameCurrency(augend, addend)
  return money(augend.currency, augend.minor + addend.minor)
}

/**
 * What is left of one amount after another of the same currency; may be negative.
 * @throws {PosError} `invariant.broken` when the currencies differ at run time
 */
export function subtract<C extends Currency>(minuend: Money<C>, subtrahend: Money<NoInfer<C>>): Money<C> {
  assertSameCurrency(minuend, subtrahend)
  return money(minuend.currency, minuend.minor - subtrahend.minor)
}

/** The same amount with the other sign. */
export function negate<C extends Currency>(amount: Money<C>): Money<C> {
  return money(amount.currency, -amount.minor)
}

/** Sum of minor units; zero for an empty list. */
export function sumMinor(amounts: Iterable<bigint>): bigint {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

/** The smaller of two minor amounts. */
export function minMinor(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}

/** The larger of two minor amounts. */
export function maxMinor(left: bigint, right: bigint): bigint {
  return left > right ? left : right
}
