import type { TokenCurrency } from '../money/currency.ts'

/**
 * Decimals of every asset in the custody of a backend. Vendors write decimal text of any length, USDP has 18 decimals on its chain,
 * and a dollar converted from a token may have more than cents: with 18 nothing is ever rounded.
 */
export const custodyScale = 18

/** An asset that a backend keeps, such as `USDC.paxos`: on whatever network it came, there it is one balance. */
export function custodyCurrency(backend: string, asset: string): TokenCurrency {
  return `${asset}.${backend}`
}

/** A token amount of a chain in the units of custody. */
export function toCustodyMinor(amountMinor: bigint, decimals: number): bigint {
  return amountMinor * 10n ** BigInt(custodyScale - decimals)
}

/**
 * An amount of custody in the units of a token on its chain.
 * @returns `undefined` when it has more decimals than the token: nothing is rounded
 */
export function fromCustodyMinor(amountMinor: bigint, decimals: number): bigint | undefined {
  const unit = 10n ** BigInt(custodyScale - decimals)
  return amountMinor % unit === 0n ? amountMinor / unit : undefined
}

/** An amount of custody for people: no zeros at the end that say nothing, two decimals at least for dollars. */
export function formatCustody(amountMinor: bigint, asset: string): string {
  const isNegative = amountMinor < 0n
  const digits = (isNegative ? -amountMinor : amountMinor).toString().padStart(custodyScale + 1, '0')
  const whole = digits.slice(0, -custodyScale)
  const decimals = digits.slice(-custodyScale).replace(/0+$/, '').padEnd(2, '0')
  return `${isNegative ? '-' : ''}${whole}.${decimals} ${asset}`
}
