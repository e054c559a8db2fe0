import { assertInvariant } from '../../errors/assert.ts'
import { allocate } from '../money/allocate.ts'
import type { TokenCurrency } from '../money/currency.ts'
import { sumMinor } from '../money/money.ts'
import type { SaleTotals } from '../sale/sale.ts'
import type { Posting } from './posting.ts'

/** Money of one payment, as far as an entry moves it. */
export type MovedMoney = Readonly<{ chain: string; currency: TokenCurrency; amountMinor: bigint }>

/** What a sale takes of one payment; `dueMinor` is what the whole sale costs in that token, above zero. */
export type UsedMoney = MovedMoney & Readonly<{ dueMinor: bigint }>

/**
 * Each part's share of the sale, as weights on one scale: token units of 6 and of 18 decimals are no measure of value,
 * their fractions of what was asked are.
 */
function valueWeights(parts: readonly UsedMoney[]): readonly bigint[] {
  const dues = new Set(parts.map((part) => part.dueMinor))
  const scale = [...dues].reduce((product, due) => product * due, 1n)
  return parts.map((part) => (part.amountMinor * scale) / part.dueMinor)
}

/** Seen on a chain, not final, and nobody's yet: clearing against unmatched. */
export function postDetected(payment: MovedMoney): readonly Posting[] {
  const { chain, currency, amountMinor } = payment
  return [
    { account: `clearing:${chain}`, currency, amountMinor },
    { account: 'customers:unmatched', currency, amountMinor: -amountMinor },
  ]
}

/** Final on its chain: clearing becomes wallet. */
export function postSettled(payment: MovedMoney): readonly Posting[] {
  const { chain, currency, amountMinor } = payment
  return [
    { account: `wallet:${chain}`, currency, amountMinor },
    { account: `clearing:${chain}`, currency, amountMinor: -amountMinor },
  ]
}

/**
 * The sale is recognised: the money used leaves unmatched and becomes sales, tax and tips, through one conversion
 * account per token, each with its share of the sale's value. What was paid over stays unmatched until somebody decides.
 * @param used what the invoice takes of each payment, in token units; at least one above zero
 * @throws {PosError} `invariant.broken` when nothing is used, or the totals do not make their sum
 */
export function postRecognised(totals: SaleTotals, used: readonly UsedMoney[]): readonly Posting[] {
  const parts = used.filter((part) => part.amountMinor > 0n)
  assertInvariant(parts.length > 0, 'A sale is recognised against money that was received')
  const { currency } = totals
  const shares = allocate(totals.totalMinor, valueWeights(parts))
  const exchange = parts.flatMap((part, index): Posting[] => [
    { account: 'customers:unmatched', currency: part.currency, amountMinor: part.amountMinor },
    {
      account: `conversion:${part.currency}-${currency}`,
      currency: part.currency,
      amountMinor: -part.amountMinor,
    },
    { account: `conversion:${part.currency}-${currency}`, currency, amountMinor: shares[index] ?? 0n },
  ])
  const credits: Posting[] = [
    { account: 'sales', currency, amountMinor: -(totals.netMinor + totals.discountMinor) },
    { account: 'discounts', currency, amountMinor: totals.discountMinor },
    { account: 'tax:payable', currency, amountMinor: -totals.taxMinor },
    { account: 'tips:payable', currency, amountMinor: -totals.tipMinor },
  ]
  const postings = [...exchange, ...credits.filter((posting) => posting.amountMinor !== 0n)]
  assertInvariant(
    sumMinor(credits.map((posting) => posting.amountMinor)) === -totals.totalMinor,
    'Sales, tax and tips make the total',
  )
  return postings
}

/**
 * What was paid over and is so little that the shop keeps it leaves unmatched and is rounding, token by token.
 * @param paid final money of the sale
 * @param used what the sale was recognised on, in the same tokens
 * @returns nothing when nothing was paid over
 */
export function postRoundedOff(
  paid: readonly Pick<MovedMoney, 'currency' | 'amountMinor'>[],
  used: readonly Pick<MovedMoney, 'currency' | 'amountMinor'>[],
): readonly Posting[] {
  const over = new Map<TokenCurrency, bigint>()
  for (const { currency, amountMinor } of paid) over.set(currency, (over.get(currency) ?? 0n) + amountMinor)
  for (const { currency, amountMinor } of used) over.set(currency, (over.get(currency) ?? 0n) - amountMinor)
  return [...over].flatMap(([currency, amountMinor]): Posting[] =>
    amountMinor > 0n
      ? [
          { account: 'customers:unmatched', currency, amountMinor },
          { account: 'rounding', currency, amountMinor: -amountMinor },
        ]
      : [],
  )
}
