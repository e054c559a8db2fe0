import type { TokenCurrency } from '../money/currency.ts'
import { sumMinor } from '../money/money.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import { findRefundWarning, type RefundWarning } from '../payment/refund-warning.ts'
import type { EvmAddress, Token } from '../tokens/token.ts'
import { looksLike } from './return-address.ts'

/**
 * A wallet that paid a sale in one token, with all it sent of it in the token's smallest unit. One with a warning is not
 * offered: it sent nothing or dust, or looks like a wallet that sent more.
 */
export type Payer = Readonly<{
  address: EvmAddress
  chain: string
  currency: TokenCurrency
  amountMinor: bigint
  warning?: RefundWarning | 'lookAlike'
}>

/** A sale as far as it says who paid. */
type PaidSale = Readonly<{
  payments: readonly Pick<Payment, 'from' | 'chain' | 'currency' | 'amountMinor' | 'status'>[]
  /** Tokens by which amounts are read; one of an unknown token weighs the least. */
  tokens: readonly Pick<Token, 'currency' | 'decimals'>[]
}>

type Candidate = Readonly<{ payer: Payer; weight: bigint }>

/** More decimals than any token has, so that tokens can be compared by whole units. */
const weighingDecimals = 36

function gather({ payments, tokens }: PaidSale): readonly Candidate[] {
  const live = payments.filter(({ status }) => isLive(status))
  const byWallet = Map.groupBy(live, ({ from, currency }) => `${from.toLowerCase()} ${currency}`)
  return [...byWallet.values()].flatMap((sent) => {
    const [first] = sent
    if (!first) return []
    const { from: address, chain, currency } = first
    const amountMinor = sumMinor(sent.map((payment) => payment.amountMinor))
    const decimals = tokens.find((token) => token.currency === currency)?.decimals
    const warning =
      decimals === undefined
        ? amountMinor === 0n && ('zeroValue' as const)
        : findRefundWarning({ amountMinor, decimals })
    const scale = decimals === undefined ? 0 : Math.max(0, weighingDecimals - decimals)
    const weight = amountMinor * 10n ** BigInt(scale)
    return [{ payer: { address, chain, currency, amountMinor, ...(warning ? { warning } : {}) }, weight }]
  })
}

function bestFirst(left: Candidate, right: Candidate): number {
  const planted = Number(left.payer.warning !== undefined) - Number(right.payer.warning !== undefined)
  if (planted !== 0) return planted
  return left.weight === right.weight ? 0 : left.weight < right.weight ? 1 : -1
}

/**
 * The wallets that paid a sale, best first: whoever sent the most whole units. Those that must not be offered come last, each
 * with the reason. Of two that look alike the one that sent less is taken for planted.
 */
export function payersOf(sale: PaidSale): readonly Payer[] {
  const ordered = gather(sale).toSorted(bestFirst)
  const payers = ordered.map(({ payer }, place): Payer => {
    const isLike = ordered.slice(0, place).some((other) => looksLike(other.payer.address, payer.address))
    return payer.warning === undefined && isLike ? { ...payer, warning: 'lookAlike' } : payer
  })
  const isOffered = ({ warning }: Payer): boolean => warning === undefined
  return [...payers.filter(isOffered), ...payers.filter((payer) => !isOffered(payer))]
}
