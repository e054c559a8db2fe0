import type { z } from 'zod'
import type { payoutView as payoutViewSchema } from '../../shared/contract/payouts.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { expectedArrival } from '../../shared/domain/payout/bank-calendar.ts'
import { custodyOf } from '../../shared/domain/payout/payout-rule.ts'
import { formatPayoutNumber, type Payout } from '../../shared/domain/payout/payout.ts'
import { formatCustody } from '../../shared/domain/settlement/asset.ts'
import type { LedgerReader } from '../ledger/port.ts'
import { payoutCallId } from './decide-payout.ts'

/** A payout as the contract shows it. */
export type PayoutView = z.infer<typeof payoutViewSchema>

/** US cents for people. */
export function dollarText(dollarsMinor: bigint): string {
  return formatMoney(dollarsMinor, { currency: 'USD', scale: 2 })
}

const expecting = new Set(['approved', 'unknown', 'submitted', 'processing', 'paid'])

function canCancel(reader: LedgerReader, payout: Payout): boolean {
  if (payout.status === 'requested') return true
  const call = payout.status === 'approved' ? reader.findQueued(payoutCallId(payout)) : undefined
  return call !== undefined && call.attempts === 0 && call.endedAt === undefined
}

function arrivalOf(
  reader: LedgerReader,
  { status, approvedAt, bankId }: Payout,
): Pick<PayoutView, 'expected'> {
  const bank = reader.findBank(bankId)
  if (!bank || approvedAt === undefined || !expecting.has(status)) return {}
  const { earliest, latest, isNextDay } = expectedArrival(bank, approvedAt)
  return { expected: { earliest, latest, isNextDay } }
}

function moneyOf({ asset, taken, returned, ...payout }: Payout) {
  return {
    amountText: dollarText(payout.dollarsMinor),
    fromText: formatCustody(taken?.totalMinor ?? custodyOf(payout), asset),
    ...(taken && taken.feeMinor > 0n ? { feeText: formatCustody(taken.feeMinor, taken.asset) } : {}),
    ...(returned ? { returnedText: formatCustody(returned.totalMinor, 'USD') } : {}),
  }
}

/** A payout with what may be done with it now. */
export function toPayoutView(reader: LedgerReader, payout: Payout): PayoutView {
  const { id, number, status, rule, requestedBy, approvedByName, approvedAt, hold, problem, orderId } = payout
  const { asset, dollarsMinor, bankId, bankText, memo, note, requestedAt, requestedByName, at, seq } = payout
  const ruleName = rule && reader.findRule(rule.id)?.name
  return {
    payoutId: id,
    number,
    numberText: formatPayoutNumber(number),
    status,
    asset,
    dollarsMinor,
    ...moneyOf(payout),
    bankId,
    bankText,
    memo,
    note,
    requestedAt,
    requestedByName,
    requestedById: requestedBy,
    at,
    seq,
    ...arrivalOf(reader, payout),
    ...(ruleName === undefined ? {} : { ruleName }),
    ...(approvedByName === undefined ? {} : { approvedByName }),
    ...(approvedAt === undefined ? {} : { approvedAt }),
    ...(hold === undefined ? {} : { hold }),
    ...(problem === undefined ? {} : { problem }),
    ...(orderId === undefined ? {} : { orderId }),
    can: {
      approve: status === 'requested',
      cancel: canCancel(reader, payout),
      linkReturn: status === 'paid' || status === 'processing' || status === 'submitted',
    },
  }
}
