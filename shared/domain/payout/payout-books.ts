import { assertInvariant } from '../../errors/assert.ts'
import { netted, type Posting } from '../ledger/posting.ts'
import { custodyCurrency } from '../settlement/asset.ts'
import type { PayoutProgress, PayoutRequest, PayoutReturn, PayoutStatus, PayoutTaken } from './payout.ts'

const centMinor = 10n ** 16n

/** Statuses in which the backend has taken the money from the balance. */
const takenIn: ReadonlySet<PayoutStatus> = new Set(['submitted', 'processing', 'paid', 'returned'])

function leftCustody({ backend }: PayoutRequest, taken: PayoutTaken): readonly Posting[] {
  const { asset, amountMinor, feeMinor, totalMinor } = taken
  const currency = custodyCurrency(backend, asset)
  const conversion = `conversion:${currency}-USD` as const
  const cents = amountMinor / centMinor
  return [
    { account: `custody:${backend}`, currency, amountMinor: -totalMinor },
    { account: 'fees:processing', currency, amountMinor: feeMinor },
    // A fee and a total that do not make the amount are booked as they were said; what is left is to be explained.
    { account: `suspense:${backend}`, currency, amountMinor: totalMinor - amountMinor - feeMinor },
    // No bank knows less than a cent.
    { account: 'rounding', currency, amountMinor: amountMinor - cents * centMinor },
    { account: conversion, currency, amountMinor: cents * centMinor },
    { account: conversion, currency: 'USD', amountMinor: -cents },
  ]
}

/** The money comes back as dollars, whatever it was before; what the banks have kept of it is a fee. */
function cameBack(
  { backend }: PayoutRequest,
  { amountMinor }: PayoutTaken,
  { totalMinor }: PayoutReturn,
): readonly Posting[] {
  const currency = custodyCurrency(backend, 'USD')
  const conversion = `conversion:${currency}-USD` as const
  const cents = amountMinor / centMinor
  return [
    { account: conversion, currency: 'USD', amountMinor: cents },
    { account: conversion, currency, amountMinor: -cents * centMinor },
    { account: `custody:${backend}`, currency, amountMinor: totalMinor },
    { account: 'fees:processing', currency, amountMinor: cents * centMinor - totalMinor },
  ]
}

/**
 * What the books hold of a payout as it stands: nothing before the backend has taken it and after it failed; dollars on their
 * way while it travels, at the bank once it is paid, and in custody again when it came back. Each of its entries posts the
 * difference to the one before, so that steps may be left out or taken back.
 */
export function booksOfPayout(request: PayoutRequest, progress: PayoutProgress): readonly Posting[] {
  const { status, taken, returned } = progress
  if (!takenIn.has(status)) return []
  assertInvariant(taken !== undefined, 'A payout that was taken says what left', { status })
  const left = leftCustody(request, taken)
  if (status === 'returned') {
    assertInvariant(returned !== undefined, 'A payout that came back says with how much', { status })
    return netted([...left, ...cameBack(request, taken, returned)])
  }
  const account =
    status === 'paid' ? (`bank:${request.bankId}` as const) : (`bank:${request.bankId}:in-transit` as const)
  return netted([...left, { account, currency: 'USD', amountMinor: taken.amountMinor / centMinor }])
}
