import { assertInvariant } from '../../errors/assert.ts'
import { sumMinor } from '../money/money.ts'
import { custodyCurrency } from '../settlement/asset.ts'
import type { RefundProgress, RefundRequest } from '../refund/refund.ts'
import { holdsMoney } from '../refund/refund-lifecycle.ts'
import { netted, type Posting } from './posting.ts'

/** Goods are given back: what was earned, taxed and tipped is owed to the customer. */
function promisedGoods({ currency, parts }: RefundRequest): readonly Posting[] {
  const netMinor = sumMinor(parts.lines.map((line) => line.netMinor))
  const taxMinor = sumMinor(parts.lines.map((line) => line.taxMinor))
  const { tipMinor, totalMinor } = parts
  assertInvariant(netMinor + taxMinor + tipMinor === totalMinor, 'The parts of a refund make its total')
  return [
    { account: 'sales', currency, amountMinor: netMinor },
    { account: 'tax:payable', currency, amountMinor: taxMinor },
    { account: 'tips:payable', currency, amountMinor: tipMinor },
    { account: 'refunds:payable', currency, amountMinor: -totalMinor },
  ]
}

/** Money that was paid over, and is nobody's, is promised back in the token it came in. */
function promisedExcess({ token, amountMinor }: RefundRequest): readonly Posting[] {
  return [
    { account: 'customers:unmatched', currency: token, amountMinor },
    { account: 'refunds:payable', currency: token, amountMinor: -amountMinor },
  ]
}

/** What was owed for goods becomes tokens again, through the conversion account that the sale came in by. */
function paidInTokens({ kind, currency, parts, token, amountMinor }: RefundRequest): readonly Posting[] {
  if (kind === 'excess') return [{ account: 'refunds:payable', currency: token, amountMinor }]
  const conversion = `conversion:${token}-${currency}` as const
  return [
    { account: 'refunds:payable', currency, amountMinor: parts.totalMinor },
    { account: conversion, currency, amountMinor: -parts.totalMinor },
    { account: conversion, currency: token, amountMinor },
  ]
}

/** What a backend took from its balance for them. */
function leftCustody(
  { backend, token, amountMinor }: RefundRequest,
  sent: NonNullable<RefundProgress['sent']>,
): readonly Posting[] {
  const held = custodyCurrency(backend, sent.asset)
  const conversion = `conversion:${token}-${held}` as const
  return [
    { account: conversion, currency: token, amountMinor: -amountMinor },
    { account: conversion, currency: held, amountMinor: sent.amountMinor },
    { account: 'fees:network', currency: held, amountMinor: sent.feeMinor },
    { account: `custody:${backend}`, currency: held, amountMinor: -sent.totalMinor },
    {
      account: `suspense:${backend}`,
      currency: held,
      amountMinor: sent.totalMinor - sent.amountMinor - sent.feeMinor,
    },
  ]
}

/** What the manager's own wallet paid; its network fee is paid in the chain's coin, which is not in these books. */
function leftWallet({ chain, token, amountMinor }: RefundRequest): readonly Posting[] {
  return [{ account: `wallet:${chain}`, currency: token, amountMinor: -amountMinor }]
}

/**
 * What the books hold of a refund as it stands: nothing before it is reserved and after it failed, a debt to the customer while
 * it is reserved or nobody knows, and tokens that left once it was taken. Each of its entries posts the difference to the one
 * before, so that steps may be left out or taken back.
 */
export function booksOfRefund(request: RefundRequest, progress: RefundProgress): readonly Posting[] {
  const { status, sent } = progress
  if (!holdsMoney(status)) return []
  const promised = request.kind === 'goods' ? promisedGoods(request) : promisedExcess(request)
  if (status === 'reserved' || status === 'unknown') return netted(promised)
  assertInvariant(sent !== undefined, 'A refund that was taken says what left', { status })
  const left = request.backend === 'selfcustody' ? leftWallet(request) : leftCustody(request, sent)
  return netted([...promised, ...paidInTokens(request), ...left])
}
