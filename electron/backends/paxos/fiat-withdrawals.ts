import type { Log } from '../../platform/log.ts'
import { amountField, wantedAmount, type AmountOrTotal } from './amount-or-total.ts'
import { text } from './compare-record.ts'
import { makeOnce } from './make-once.ts'
import type { PaxosCall } from './paxos-call.ts'
import { findTransferByRef, transferShape, type PaxosTransfer } from './transfers.ts'

/** US dollars to send to an approved bank account; `refId` was made and kept before the first try. */
export type BankWithdrawalWish = AmountOrTotal &
  Readonly<{
    refId: string
    profileId: string
    bankAccountId: string
    /** At most 100 characters on a wire and 40 with CUBIX. */
    memo?: string
    metadata?: Readonly<Record<string, string>>
  }>

/**
 * Sends dollars to the bank once, or finds what an earlier try sent. COMPLETED means sent: a bank that refuses it later shows as
 * a credit of its own, and the record stays COMPLETED (fact sheet 6).
 * @throws {PosError} `backend.outcomeUnknown` when only a later look-up says; `paxos.refIdConflict`;
 * `backend.insufficientFunds` (the fee counts), `backend.refused` for an account that is not approved
 */
export async function makeBankWithdrawal(
  call: PaxosCall,
  wish: BankWithdrawalWish,
  log: Log,
): Promise<PaxosTransfer> {
  const { refId, profileId, bankAccountId, memo, metadata } = wish
  const body = {
    asset: 'USD',
    profile_id: profileId,
    fiat_account_id: bankAccountId,
    ...amountField(wish),
    ref_id: refId,
    ...(memo === undefined ? {} : { memo }),
    ...(metadata === undefined ? {} : { metadata }),
  }
  return await makeOnce({
    what: 'a bank withdrawal',
    refId,
    shape: transferShape,
    wanted: {
      ref_id: text(refId),
      profile_id: text(profileId),
      direction: text('DEBIT'),
      asset: text('USD'),
      fiat_account_id: text(bankAccountId),
      ...wantedAmount(wish),
    },
    send: () => call({ method: 'POST', path: '/transfer/fiat-withdrawals', body }),
    find: () => findTransferByRef(call, refId, log),
  })
}
