import { saleLimits } from '../../../../shared/domain/sale/sale.ts'
import { reject, type Rejected } from '../../../../shared/errors/rejected.ts'

/** Digits as typed, in minor units: `1250` is 12.50 in a currency with two decimals. Empty before the first digit. */
export type KeypadEntry = string

/** Longer than the largest price by one digit, so that a slip is answered and not swallowed. */
const digitsMax = String(saleLimits.unitPriceMinorMax).length + 1

/** Types one or more digits; leading zeros count for nothing, and digits beyond the limit are not taken. */
export function typeDigits(entry: KeypadEntry, digits: string): KeypadEntry {
  const next = `${entry}${digits}`.replace(/^0+/, '')
  return next.length > digitsMax ? entry : next
}

/** Takes the last digit back. */
export function eraseDigit(entry: KeypadEntry): KeypadEntry {
  return entry.slice(0, -1)
}

/** What has been typed, in minor units. */
export function entryMinor(entry: KeypadEntry): bigint {
  return entry === '' ? 0n : BigInt(entry)
}

/** The typed amount as a price, or why it cannot be one. */
export function entryPrice(entry: KeypadEntry): { ok: true; minor: bigint } | Rejected {
  const minor = entryMinor(entry)
  if (minor === 0n) return reject('sale.amountZero')
  if (minor > saleLimits.unitPriceMinorMax) return reject('sale.amountTooLarge')
  return { ok: true, minor }
}
