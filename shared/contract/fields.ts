import { fiatCurrencies, type FiatCurrency, type TokenCurrency } from '../domain/money/currency.ts'
import { saleLimits } from '../domain/sale/sale.ts'
import { taxBpsMax } from '../domain/tax/tax-rate.ts'
import type { EvmAddress, Hash } from '../domain/tokens/token.ts'
import { z } from './z.ts'

/** House schemas: one definition of each kind of field, so that no screen invents its own pattern. */

/** An id made by the till or the page: letters, digits, `-`, `_`, at most 64. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'An id has at most 64 letters, digits, - or _')
/** A short text of a person, trimmed, not empty. */
export const name = z.string().trim().min(1).max(saleLimits.nameMax)
/** A search text. */
export const searchText = z.string().max(120)
/** A reason somebody gives, one to 200 characters. */
export const reason = z.string().trim().min(1).max(200)
/** Milliseconds since 1970, UTC. */
export const instant = z.number().int().min(0).max(8_640_000_000_000_000)
/** Minor units, zero or more, at most 78 digits like a 256-bit word. */
export const minor = z
  .bigint()
  .min(0n)
  .max((1n << 256n) - 1n)
/** Minor units with a sign. */
export const signedMinor = z
  .bigint()
  .min(-(1n << 256n))
  .max((1n << 256n) - 1n)
/** Hundredths of a percent, up to 100 %. */
const bps = z.number().int().min(0).max(taxBpsMax)
/** A fiat currency of the till's table. */
export const fiatCurrency = z.enum(
  Object.keys(fiatCurrencies).filter((code): code is FiatCurrency => code in fiatCurrencies),
)
/** `SYMBOL.chain`. */
export const tokenCurrency = z.custom<TokenCurrency>(
  (value) => typeof value === 'string' && /^[A-Za-z0-9]{1,16}\.[a-z0-9-]{1,32}$/.test(value),
  'A token currency reads SYMBOL.chain',
)
/** An EVM address; the checksum is verified where an address enters the configuration. */
export const evmAddress = z.custom<EvmAddress>(
  (value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value),
  'An address has 0x and 40 hex digits',
)
/** A 32-byte hash. */
export const hash = z.custom<Hash>(
  (value) => typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value),
  'A hash has 0x and 64 hex digits',
)
/** A discount or tip. */
export const adjustment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).readonly(),
  z.object({ kind: z.literal('amount'), minor }).readonly(),
  z.object({ kind: z.literal('rate'), bps }).readonly(),
])
/** One line of a basket. */
export const lineItem = z
  .object({
    id,
    name,
    itemId: id.optional(),
    unitPriceMinor: minor,
    quantity: z.number().int().min(1).max(saleLimits.quantityMax),
    discount: adjustment,
    taxRateId: id.optional(),
  })
  .readonly()
