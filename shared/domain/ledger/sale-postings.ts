import { assertInvariant } from '../../errors/assert.ts'
import { allocate } from '../money/allocate.ts'
import type { TokenCurrency } from '../money/currency.ts'
import { sumMinor } from '../money/money.ts'
import type { SaleTotals } from '../sale/sale.ts'
import type { Posting } from './posting.ts'

/** Money of one payment, as far as an entry moves it. */
export type MovedMoney = Readonly<{ chain: string; currency: TokenCurrency; amountMinor: bigint }>

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
 * account per token. What was paid over stays unmatched until somebody decides.
 * @param used what the invoice takes of each payment, in token units; at least one above zero
 */
export function postRecognised(totals: SaleTotals, used: readonly MovedMoney[]): readonly Posting[] {
  const parts = used.filter((part) => part.amountMinor > 0n)
  assertInvariant(parts.length > 0, 'A sale is recognised against money that was received')
  const { currency } = totals
  const shares = allocate(
    totals.totalMinor,
    parts.map((part) => part.amountMinor),
  )
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
