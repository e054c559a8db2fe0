import type { FiatCurrency, TokenCurrency } from '../money/currency.ts'

/** An EVM address in EIP-55 mixed case, `0x` and 40 hex digits. */
export type EvmAddress = `0x${string}`
/** A 32-byte hash, `0x` and 64 lower-case hex digits. */
export type Hash = `0x${string}`

/**
 * A token the shop may take. Its identity is `(chainId, address)`, never its symbol.
 * @see reference: EIP-20; rule 1 of the chain fact sheet
 */
export type Token = Readonly<{
  currency: TokenCurrency
  symbol: string
  name: string
  chain: string
  chainId: number
  address: EvmAddress
  decimals: number
  peg: FiatCurrency
}>

/** `USDC` on `base` is the currency `USDC.base`. */
export function tokenCurrency(symbol: string, chain: string): TokenCurrency {
  return `${symbol}.${chain}`
}
