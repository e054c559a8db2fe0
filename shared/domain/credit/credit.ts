import { isLive } from '../payment/payment-lifecycle.ts'
import type { Payment } from '../payment/payment.ts'
import { toCustodyMinor } from '../settlement/asset.ts'
import type { Movement } from '../settlement/movement.ts'
import type { CreditOrigin, MovementOwner } from './credit-books.ts'

/** A backend's word about money that came to a sale's address. */
export type Credit = Readonly<{ movement: Movement; owner: MovementOwner }>

/** The chain and token a credit was seen on by the till too, where it looks there. */
function originOf({ owner }: Credit): CreditOrigin | undefined {
  return owner.kind === 'sale' ? owner.origin : undefined
}

/** Whether a credit and a payment are the same money: one transaction, on the chain both speak of, and one log where both name it. */
export function isSameMoney(credit: Credit, payment: Payment): boolean {
  const { txHash, logIndex } = credit.movement
  return (
    originOf(credit)?.chain === payment.chain &&
    txHash === payment.txHash.toLowerCase() &&
    (logIndex === undefined || logIndex === payment.logIndex)
  )
}

/**
 * Whether a backend says otherwise than the chain: it counts another amount, or refuses money that the chain holds. A place in the
 * block that differs alone is no contradiction, because backends number them in ways of their own.
 */
export function contradicts(credit: Credit, payment: Payment): boolean {
  const origin = originOf(credit)
  if (
    !origin ||
    origin.currency !== payment.currency ||
    !isSameMoney(credit, payment) ||
    !isLive(payment.status)
  )
    return false
  if (credit.movement.status === 'unknown') return false
  return credit.movement.amountMinor !== toCustodyMinor(payment.amountMinor, origin.decimals)
}

/** Which case a credit needs, if any. */
export function creditCaseOf(credit: Credit): 'creditHeld' | 'creditFailed' | 'creditElsewhere' | undefined {
  const { status, hold } = credit.movement
  if (status === 'failed') return 'creditFailed'
  if (hold !== undefined && status !== 'completed') return 'creditHeld'
  return originOf(credit) === undefined ? 'creditElsewhere' : undefined
}

/** Whether the backend has credited all of these payments: their money can be spent. */
export function isCredited(payment: Payment, credits: readonly Credit[]): boolean {
  return credits.some((credit) => credit.movement.status === 'completed' && isSameMoney(credit, payment))
}
