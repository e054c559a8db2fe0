import type { FiatCurrency, TokenCurrency } from '../money/currency.ts'
import type { EvmAddress } from '../tokens/token.ts'

/** Where an invoice stands. `confirmed` is what the screen calls *Paid*; `settled` is final and posted to the wallet. */
export type InvoiceStatus = 'open' | 'detected' | 'confirmed' | 'settled' | 'expired' | 'void'

/** What is out of the ordinary about an invoice, beside its status (two fields, as BTCPay has them). */
export const invoiceExceptions = [
  'none',
  'underpaid',
  'overpaid',
  'paidLate',
  'duplicate',
  'wrongToken',
  'wrongChain',
  'counterfeit',
  'reverted',
  'sourcesDisagree',
] as const
/** One of the exceptions. */
export type InvoiceException = (typeof invoiceExceptions)[number]

/**
 * One way to pay an invoice: this much of this token on this chain, to this address.
 * `amountMinor` is in the token's smallest unit; `uri` is the EIP-681 request.
 */
export type Offer = Readonly<{
  id: string
  currency: TokenCurrency
  symbol: string
  chain: string
  chainId: number
  chainName: string
  tokenAddress: EvmAddress
  decimals: number
  amountMinor: bigint
  address: EvmAddress
  uri: string
  /** Expected seconds from payment to *Paid*, for ordering the choice. */
  releaseSeconds: number
}>

/** A request to pay an amount before a deadline. Instants are milliseconds since 1970, UTC. */
export type Invoice = Readonly<{
  id: string
  saleId: string
  currency: FiatCurrency
  amountMinor: bigint
  address: EvmAddress
  /** Place of the address under the shop's own key; none where a backend gave it. */
  addressIndex?: number
  offers: readonly Offer[]
  openedAt: number
  expiresAt: number
  status: InvoiceStatus
  exception: InvoiceException
}>

/** Longest time an invoice may stay open, however often it is extended: 24 hours. */
export const invoiceLifetimeMsMax = 24 * 60 * 60 * 1000
