import type { Offer } from '../../shared/domain/invoice/invoice.ts'
import type { TokenCurrency } from '../../shared/domain/money/currency.ts'
import { fiatUnit } from '../../shared/domain/money/currency.ts'
import { planRefund, type RefundWish } from '../../shared/domain/refund/plan-refund.ts'
import {
  earlierParts,
  tokensForGoods,
  tokensOfExcess,
  type RefundFacts,
} from '../../shared/domain/refund/refundable.ts'
import type { RefundParts, RefundRequest } from '../../shared/domain/refund/refund.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import type { Token } from '../../shared/domain/tokens/token.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { SaleToRefund } from './load-refund-facts.ts'

/** A wish as the contract carries it: of goods, or what was paid over. */
export type SaleRefundWish = RefundWish | Readonly<{ kind: 'excess' }>

/** What a wish comes to, and who sends it. */
export type PlannedRefund = Pick<
  RefundRequest,
  | 'kind'
  | 'parts'
  | 'chain'
  | 'token'
  | 'symbol'
  | 'tokenAddress'
  | 'decimals'
  | 'amountMinor'
  | 'valueMinor'
  | 'backend'
  | 'balanceAsset'
>

const nothing: RefundParts = { lines: [], tipMinor: 0n, totalMinor: 0n }

type TokenFacts = Pick<Token, 'chain' | 'currency' | 'symbol' | 'address' | 'decimals' | 'peg'>

function findToken(
  settings: Settings,
  { invoice }: RefundFacts,
  currency: TokenCurrency,
): TokenFacts | undefined {
  const listed = settings.chains.tokens.find((token) => token.currency === currency)
  if (listed) return listed
  // A token that has left the list goes back as the sale knew it.
  const offer = invoice.offers.find((candidate) => candidate.currency === currency)
  return offer && { ...offer, address: offer.tokenAddress, peg: invoice.currency }
}

/** What tokens that nobody's goods stand for are worth, at the price of the sale; one for one where it had none. */
function valueOf(amountMinor: bigint, token: TokenFacts, { invoice }: RefundFacts): bigint {
  const offer: Offer | undefined = invoice.offers.find((candidate) => candidate.currency === token.currency)
  if (offer) return (amountMinor * invoice.amountMinor) / offer.amountMinor
  const { scale } = fiatUnit(invoice.currency)
  return (amountMinor * 10n ** BigInt(scale)) / 10n ** BigInt(token.decimals)
}

/** The asset in which a backend holds what came in this token: another than the token where it was converted on arrival. */
function balanceAssetOf({ credits }: RefundFacts, token: TokenFacts): string {
  const held = credits.findLast(
    ({ movement, owner }) =>
      movement.status === 'completed' && owner.kind === 'sale' && owner.origin?.currency === token.currency,
  )
  return held?.movement.balanceAsset ?? token.symbol
}

/** Who sends back: the backend whose address received, or the shop's own wallet. */
export function senderOf({ invoice }: RefundFacts, backendKey: string): string {
  return invoice.addressIndex === undefined ? backendKey : 'selfcustody'
}

/**
 * What a wish comes to in the money of the sale and in tokens. Reads nothing.
 * @returns `refund.*` rules that say no
 */
export function planSaleRefund(
  settings: Settings,
  { sale, facts }: SaleToRefund,
  wish: SaleRefundWish,
  currency: TokenCurrency,
  backendKey: string,
): { ok: true; planned: PlannedRefund } | Rejected {
  const token = findToken(settings, facts, currency)
  if (!token) return reject('refund.nothingLeft')
  const backend = senderOf(facts, backendKey)
  const common = {
    chain: token.chain,
    token: currency,
    symbol: token.symbol,
    tokenAddress: token.address,
    decimals: token.decimals,
    backend,
    balanceAsset: backend === 'selfcustody' ? token.symbol : balanceAssetOf(facts, token),
  }
  if (wish.kind === 'excess') {
    const tokens = tokensOfExcess(facts, currency)
    if (!tokens.ok) return tokens
    const { amountMinor } = tokens
    const valueMinor = valueOf(amountMinor, token, facts)
    return { ok: true, planned: { ...common, kind: 'excess', parts: nothing, amountMinor, valueMinor } }
  }
  const planned = planRefund(
    {
      totals: sale.totals,
      quantities: new Map(sale.lines.map(({ id, quantity }) => [id, quantity])),
      earlier: earlierParts(facts.refunds),
    },
    wish,
  )
  if (!planned.ok) return planned
  const { parts } = planned
  const tokens = tokensForGoods(facts, currency, parts)
  if (!tokens.ok) return tokens
  const { amountMinor } = tokens
  return {
    ok: true,
    planned: { ...common, kind: 'goods', parts, amountMinor, valueMinor: parts.totalMinor },
  }
}
