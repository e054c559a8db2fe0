import type { BankAccount } from '../../shared/domain/payout/bank-account.ts'
import { formatBankName } from '../../shared/domain/payout/bank-account.ts'
import { whyNotApproved, whyNotPayable } from '../../shared/domain/payout/payout-policy.ts'
import { custodyOf } from '../../shared/domain/payout/payout-rule.ts'
import type { Payout, PayoutRequest } from '../../shared/domain/payout/payout.ts'
import type { StaffMember } from '../../shared/domain/staff/role.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import { signIn } from '../staff/sign-in.ts'
import { standingOf } from './balances.ts'
import {
  accountKey,
  payingBackend,
  policyOf,
  type Approval,
  type PayoutDesk,
  type Person,
} from './payout-desk.ts'
import { stepPayout } from './step-payout.ts'

type Decided = Readonly<{ ok: true; payout: Payout }> | Rejected

/** What somebody, or a rule, wants to pay out. */
export type PayoutWish = Readonly<{ asset: string; bankId: string; dollarsMinor: bigint; note: string }>

/** The id of the outbox call that sends a payout: its own, so that there is never a second one. */
export function payoutCallId({ refId }: Pick<PayoutRequest, 'refId'>): string {
  return refId
}

/** A text that no other payout has, of this till or another of the same account; a statement shows it. */
function memoOf(number: number, refId: string): string {
  return `SP${number}-${refId
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-8)
    .toUpperCase()}`
}

/** What is free of an asset by what the backend said last; `undefined` where it never said anything. */
export function freeOf(
  desk: PayoutDesk,
  reader: LedgerTransaction | PayoutDesk['ledger'],
  asset: string,
): bigint | undefined {
  const reading = desk.balances.current()
  if (reading.readAt === undefined || reading.backend !== accountKey(desk)) return undefined
  return standingOf(reader, policyOf(desk), reading, asset).freeMinor
}

/** Why a payout cannot be, as far as the till can know; `bank` as it stands now. */
export function whyNotPaid(
  desk: PayoutDesk,
  reader: LedgerTransaction | PayoutDesk['ledger'],
  { asset, dollarsMinor }: Pick<PayoutWish, 'asset' | 'dollarsMinor'>,
  bank: BankAccount | undefined,
): Rejected | undefined {
  const paying = payingBackend(desk)
  if (!paying) return reject('payout.noBackend', {})
  if (!bank) return reject('bank.notFound', {})
  if (!paying.payouts.assets.includes(asset)) return reject('payout.assetRefused', { asset })
  const notPayable = whyNotPayable(policyOf(desk), bank, desk.clock.now())
  if (notPayable) return notPayable
  if (dollarsMinor <= 0n) return reject('payout.amountZero', {})
  const freeMinor = freeOf(desk, reader, asset)
  if (freeMinor === undefined) return reject('payout.noBalance', {})
  return custodyOf({ dollarsMinor }) > freeMinor ? reject('payout.tooMuch', { asset }) : undefined
}

/** A payout as it is written down when it is asked for. */
export function toRequest(
  desk: PayoutDesk,
  transaction: LedgerTransaction,
  wish: PayoutWish,
  bank: BankAccount,
  asker: Person & Readonly<{ rule?: PayoutRequest['rule'] }>,
): PayoutRequest {
  const number = transaction.nextPayoutNumber()
  const refId = desk.ids.next('po')
  return {
    id: desk.ids.next('payout'),
    number,
    backend: bank.backend,
    asset: wish.asset,
    dollarsMinor: wish.dollarsMinor,
    bankId: bank.id,
    bankAccountId: bank.bankAccountId ?? '',
    bankText: formatBankName(bank),
    memo: memoOf(number, refId),
    refId,
    ...(asker.rule === undefined ? {} : { rule: asker.rule }),
    note: wish.note,
    requestedAt: desk.clock.now(),
    requestedBy: asker.id,
    requestedByName: asker.name,
  }
}

/**
 * Asks for a payout; promises nothing yet. The same key gives the same payout.
 * @returns the payout, or the rule that says no: nothing was written then
 */
export async function requestPayout(
  desk: PayoutDesk,
  { key, person, ...wish }: PayoutWish & Readonly<{ key: string; person: Person }>,
): Promise<Decided> {
  await desk.balances.read()
  const entryKey = `payout.request:${key}`
  return desk.ledger.transact((transaction): Decided => {
    const earlier = transaction.findByKey(entryKey)
    const repeated =
      earlier?.type === 'payout.requested' ? transaction.findPayout(earlier.body.id) : undefined
    if (repeated) return { ok: true, payout: repeated }
    const bank = transaction.findBank(wish.bankId)
    const refused = whyNotPaid(desk, transaction, wish, bank)
    if (refused || !bank) return refused ?? reject('bank.notFound', {})
    const body = toRequest(desk, transaction, wish, bank, person)
    transaction.append({
      type: 'payout.requested',
      subject: { kind: 'account', id: bank.backend },
      body,
      actor: person.id,
      key: entryKey,
    })
    return findAgain(transaction, body.id)
  })
}

function findAgain(transaction: LedgerTransaction, payoutId: string): Decided {
  const payout = transaction.findPayout(payoutId)
  return payout ? { ok: true, payout } : reject('payout.notFound', { payoutId })
}

/** Promises the money and queues the order, in one transaction. */
export function promisePayout(
  transaction: LedgerTransaction,
  payout: Payout,
  approver: Person,
  now: number,
): Decided {
  const who = { approvedBy: approver.id, approvedByName: approver.name, approvedAt: now }
  const approved = stepPayout(transaction, payout, 'approved', who, approver.id)
  if (!approved.ok) return approved
  transaction.enqueue({
    id: payoutCallId(payout),
    kind: 'payout.send',
    subject: `payout:${payout.id}`,
    body: { payoutId: payout.id },
  })
  return approved
}

function approveNow(desk: PayoutDesk, payoutId: string, { id, name, role }: StaffMember): Decided {
  return desk.ledger.transact((transaction): Decided => {
    const payout = transaction.findPayout(payoutId)
    if (!payout) return reject('payout.notFound', { payoutId })
    // Approving twice is one approval.
    if (payout.approvedBy === id) return { ok: true, payout }
    const refused =
      whyNotApproved(
        policyOf(desk),
        { approver: { id, role }, requestedBy: payout.requestedBy },
        payout.dollarsMinor,
      ) ??
      (payout.status === 'requested'
        ? whyNotPaid(desk, transaction, payout, transaction.findBank(payout.bankId))
        : undefined)
    if (refused) return refused
    return promisePayout(transaction, payout, { id, name }, desk.clock.now())
  })
}

/**
 * Another person approves in place: the PIN is checked as at the lock screen, with its count and its lockout, and the limit of the
 * role, the bank account and the balance are weighed again before anything is promised.
 * @returns the payout as it stands then, or the rule that says no
 */
export async function approvePayout(
  desk: PayoutDesk,
  { payoutId, approverId, pin }: Approval & Readonly<{ payoutId: string }>,
): Promise<Decided> {
  if (!desk.ledger.findPayout(payoutId)) return reject('payout.notFound', { payoutId })
  const signed = await signIn(desk, approverId, pin)
  if (!signed.ok) return signed
  await desk.balances.read()
  return approveNow(desk, payoutId, signed.staff)
}

/** Takes back a payout that has certainly not been sent; afterwards it never is. */
export function cancelPayout(
  desk: PayoutDesk,
  { payoutId, reason, person }: Readonly<{ payoutId: string; reason: string; person: Person }>,
): Decided {
  return desk.ledger.transact((transaction): Decided => {
    const payout = transaction.findPayout(payoutId)
    if (!payout) return reject('payout.notFound', { payoutId })
    if (payout.status === 'approved' && !transaction.cancelQueued(payoutCallId(payout)))
      return reject('payout.mayHaveLeft', {})
    const problem = { code: 'cancelled', text: reason } as const
    return stepPayout(transaction, payout, 'cancelled', { problem }, person.id)
  })
}
