import type { Log } from '../../platform/log.ts'
import { amountField, wantedAmount, type AmountOrTotal } from './amount-or-total.ts'
import { address, network as networkText, text } from './compare-record.ts'
import { makeOnce } from './make-once.ts'
import type { PaxosCall } from './paxos-call.ts'
import { findTransferByRef, transferShape, type PaxosTransfer } from './transfers.ts'

/** Money to send to an address; `refId` was made and kept before the first try and is never used for another. */
export type WithdrawalWish = AmountOrTotal &
  Readonly<{
    refId: string
    profileId: string
    asset: string
    network: string
    address: string
    /** The balance that pays, where it is another than the asset: `USD` for tokens that Paxos mints. */
    balanceAsset?: string
    /** A fee quote that has not expired. After `stale_fee_quote` a new one is needed, and a new `refId`. */
    feeId?: string
    memo?: string
    metadata?: Readonly<Record<string, string>>
  }>

/**
 * Sends money once, or finds what an earlier try sent. There is no way to take it back.
 * @throws {PosError} `backend.outcomeUnknown` when only a later look-up says (`findTransferByRef`, or the same call again);
 * `paxos.refIdConflict`; `backend.insufficientFunds`, `backend.quoteExpired`, `backend.notFound` for a fee quote that is not
 * there, `backend.belowMinimum`, `backend.aboveMaximum`, `money.tooPrecise`, `backend.addressRefused`, `backend.travelRule`
 */
export async function makeCryptoWithdrawal(
  call: PaxosCall,
  wish: WithdrawalWish,
  log: Log,
): Promise<PaxosTransfer> {
  const { refId, profileId, asset, network, balanceAsset, feeId, memo, metadata } = wish
  const body = {
    profile_id: profileId,
    asset,
    crypto_network: network,
    destination_address: wish.address,
    ...amountField(wish),
    ref_id: refId,
    ...(balanceAsset === undefined ? {} : { balance_asset: balanceAsset }),
    ...(feeId === undefined ? {} : { fee_id: feeId }),
    ...(memo === undefined ? {} : { memo }),
    ...(metadata === undefined ? {} : { metadata }),
  }
  return await makeOnce({
    what: 'a withdrawal',
    refId,
    shape: transferShape,
    wanted: {
      ref_id: text(refId),
      profile_id: text(profileId),
      direction: text('DEBIT'),
      asset: text(asset),
      balance_asset: text(balanceAsset ?? asset),
      crypto_network: networkText(network),
      destination_address: address(wish.address),
      ...wantedAmount(wish),
    },
    send: () => call({ method: 'POST', path: '/transfer/crypto-withdrawals', body, rate: 'withdrawal' }),
    find: () => findTransferByRef(call, refId, log),
  })
}
