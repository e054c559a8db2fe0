import { assertInvariant } from '../../errors/assert.ts'
import type { FiatCurrency, TokenCurrency } from '../money/currency.ts'
import { sumMinor } from '../money/money.ts'
import type { RefundParts } from '../refund/refund.ts'
import type { Posting } from './posting.ts'

/** Money in the custody of a settlement backend; the name is that of its folder. */
type Custody = Readonly<{ backend: string }>

/** Tokens that leave, and what sending them costs, both in minor units of the token. */
export type SentTokens = Custody &
  Readonly<{ currency: TokenCurrency; amountMinor: bigint; feeMinor: bigint }>

/**
 * A refund of goods is promised: what was earned, taxed and tipped is owed to the customer. Undone with `reversed` when it
 * fails or is cancelled.
 */
export function postRefundReserved(currency: FiatCurrency, parts: RefundParts): readonly Posting[] {
  const netMinor = sumMinor(parts.lines.map((line) => line.netMinor))
  const taxMinor = sumMinor(parts.lines.map((line) => line.taxMinor))
  const { tipMinor, totalMinor } = parts
  assertInvariant(netMinor + taxMinor + tipMinor === totalMinor, 'The parts of a refund make its total')
  const debits: Posting[] = [
    { account: 'sales', currency, amountMinor: netMinor },
    { account: 'tax:payable', currency, amountMinor: taxMinor },
    { account: 'tips:payable', currency, amountMinor: tipMinor },
  ]
  return [
    ...debits.filter(({ amountMinor }) => amountMinor !== 0n),
    { account: 'refunds:payable', currency, amountMinor: -totalMinor },
  ]
}

/** Money that was paid over, and is nobody's yet, is promised back in the token it came in. */
export function postExcessReserved(currency: TokenCurrency, amountMinor: bigint): readonly Posting[] {
  return [
    { account: 'customers:unmatched', currency, amountMinor },
    { account: 'refunds:payable', currency, amountMinor: -amountMinor },
  ]
}

function feePostings({ backend, currency, feeMinor }: SentTokens): readonly Posting[] {
  return feeMinor === 0n
    ? []
    : [
        { account: 'fees:network', currency, amountMinor: feeMinor },
        { account: `custody:${backend}`, currency, amountMinor: -feeMinor },
      ]
}

/** What was owed for goods left custody as tokens, through the conversion account the sale came in by. */
export function postRefundSent(
  owed: Readonly<{ currency: FiatCurrency; totalMinor: bigint }>,
  sent: SentTokens,
): readonly Posting[] {
  const conversion = `conversion:${sent.currency}-${owed.currency}` as const
  return [
    { account: 'refunds:payable', currency: owed.currency, amountMinor: owed.totalMinor },
    { account: conversion, currency: owed.currency, amountMinor: -owed.totalMinor },
    { account: conversion, currency: sent.currency, amountMinor: sent.amountMinor },
    { account: `custody:${sent.backend}`, currency: sent.currency, amountMinor: -sent.amountMinor },
    ...feePostings(sent),
  ]
}

/** What was paid over left custody. */
export function postExcessSent(sent: SentTokens): readonly Posting[] {
  const { backend, currency, amountMinor } = sent
  return [
    { account: 'refunds:payable', currency, amountMinor },
    { account: `custody:${backend}`, currency, amountMinor: -amountMinor },
    ...feePostings(sent),
  ]
}
