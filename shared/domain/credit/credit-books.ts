import { netted, type Posting } from '../ledger/posting.ts'
import type { TokenCurrency } from '../money/currency.ts'
import { custodyCurrency, fromCustodyMinor } from '../settlement/asset.ts'
import type { Movement } from '../settlement/movement.ts'

/** Where the till knows the same money from: the chain it watches, and the token there. */
export type CreditOrigin = Readonly<{ chain: string; currency: TokenCurrency; decimals: number }>

/** Who a movement belongs to, as far as the till knows. */
export type MovementOwner =
  | Readonly<{ kind: 'sale'; id: string; origin?: CreditOrigin }>
  | Readonly<{ kind: 'nobody' }>
  /** A payout of this till, which keeps books of its own. */
  | Readonly<{ kind: 'payout'; id: string }>

/** The other side of money that came in: what the chain brought, money without an owner, or what nobody has explained yet. */
function sourceOf(movement: Movement, owner: Exclude<MovementOwner, { kind: 'payout' }>): readonly Posting[] {
  const { backend, asset, balanceAsset, amountMinor } = movement
  const held = custodyCurrency(backend, balanceAsset)
  if (owner.kind === 'nobody')
    return [{ account: `suspense:${backend}`, currency: held, amountMinor: -amountMinor }]
  const { origin } = owner
  const onChain = origin && fromCustodyMinor(amountMinor, origin.decimals)
  // Money of a sale on a network that the till does not watch: the customer's, and no sale rests on it.
  if (!origin || onChain === undefined || !origin.currency.startsWith(`${asset}.`))
    return [{ account: 'customers:unmatched', currency: held, amountMinor: -amountMinor }]
  const conversion = `conversion:${origin.currency}-${held}` as const
  return [
    { account: `wallet:${origin.chain}`, currency: origin.currency, amountMinor: -onChain },
    { account: conversion, currency: origin.currency, amountMinor: onChain },
    { account: conversion, currency: held, amountMinor: -amountMinor },
  ]
}

function booksOfIncoming(
  movement: Movement,
  owner: Exclude<MovementOwner, { kind: 'payout' }>,
): readonly Posting[] {
  if (movement.status !== 'completed') return []
  const { backend, balanceAsset, feeMinor, totalMinor, amountMinor } = movement
  const currency = custodyCurrency(backend, balanceAsset)
  return [
    ...sourceOf(movement, owner),
    { account: `custody:${backend}`, currency, amountMinor: totalMinor },
    { account: 'fees:processing', currency, amountMinor: feeMinor },
    // A fee and a total that do not make the amount are booked as they were said; what is left is to be explained.
    { account: `suspense:${backend}`, currency, amountMinor: amountMinor - totalMinor - feeMinor },
  ]
}

/** Money that left, and not on an order of this till: a backend takes it from the balance when it is asked to. */
function booksOfOutgoing(movement: Movement): readonly Posting[] {
  if (movement.status === 'failed' || movement.status === 'unknown') return []
  const { backend, balanceAsset, feeMinor, totalMinor } = movement
  const currency = custodyCurrency(backend, balanceAsset)
  return [
    { account: `custody:${backend}`, currency, amountMinor: -totalMinor },
    { account: 'fees:processing', currency, amountMinor: feeMinor },
    { account: `suspense:${backend}`, currency, amountMinor: totalMinor - feeMinor },
  ]
}

/**
 * What the books hold of a movement as it stands: its entries post the difference to what was posted before, so that words may
 * come in any order, twice, or be taken back. Refunds and payouts of this till have books of their own and none here.
 */
export function booksOfMovement(movement: Movement, owner: MovementOwner): readonly Posting[] {
  if (owner.kind === 'payout') return []
  if (movement.direction === 'in') return netted(booksOfIncoming(movement, owner))
  return movement.direction === 'out' ? netted(booksOfOutgoing(movement)) : []
}
