import { getAddress, isAddress } from 'viem/utils'
import { PosError, messageOf } from '../../../shared/errors/pos-error.ts'
import { custodyScale } from '../../../shared/domain/settlement/asset.ts'
import type { Log } from '../../platform/log.ts'
import type { MovementPage, RefundOrder, SettlementBackend, SettlementNetwork } from '../settlement-port.ts'
import { makeCryptoWithdrawal } from './crypto-withdrawals.ts'
import { formatDecimal } from './decimal.ts'
import { makeDepositAddress } from './deposit-addresses.ts'
import { readEvents, type PaxosEvent } from './events.ts'
import { quoteWithdrawalFee } from './fee-quotes.ts'
import type { Paxos } from './open-paxos.ts'
import type { PaxosCall } from './paxos-call.ts'
import type { Listed } from './read-list.ts'
import { paxosPayouts } from './paxos-payouts.ts'
import { readBalances } from './profiles.ts'
import { custodyMinor, paxosKey, toMovement } from './to-movement.ts'
import { saveDestinationAddress } from './destination-addresses.ts'
import { findTransferByRef, getTransfer, readTransfers, type PaxosTransfer } from './transfers.ts'

type BackendOptions = Readonly<{
  paxos: Paxos
  profileId: string
  networks: readonly SettlementNetwork[]
  /** True where a payment is to become dollars when it arrives. */
  convertToUsd: () => boolean
  log: Log
}>

function toPage({ rows, unreadable }: Listed<PaxosTransfer>, log: Log): MovementPage {
  let isReadable = unreadable.length === 0
  const movements = rows.flatMap((row) => {
    try {
      return [toMovement(row)]
    } catch (error) {
      isReadable = false
      log.error('Paxos listed a transfer that cannot be booked', { id: row.id, problem: messageOf(error) })
      return []
    }
  })
  return { movements, isReadable }
}

function toNotice({ id, type, object, created_at }: PaxosEvent) {
  if (object.id === undefined) return undefined
  if (type.startsWith('transfer.'))
    return {
      id,
      at: created_at,
      about: { kind: 'movement', id: object.id, status: object.status ?? '' },
    } as const
  return type.startsWith('orchestration.')
    ? ({ id, at: created_at, about: { kind: 'conversion', id: object.id } } as const)
    : undefined
}

/** What sends money to customers. */
function refundCalls(
  call: PaxosCall,
  profileId: string,
  log: Log,
): Pick<SettlementBackend, 'saveReceiver' | 'quoteRefund' | 'sendRefund'> {
  const orderOf = ({
    asset,
    network,
    address,
    amountMinor,
  }: Pick<RefundOrder, 'asset' | 'network' | 'address' | 'amountMinor'>) => ({
    asset,
    network,
    address,
    amount: formatDecimal(amountMinor, custodyScale),
  })
  return {
    saveReceiver: async ({ network, address, receiver }) => {
      const { firstName, lastName, country, wallet } = receiver
      await saveDestinationAddress(call, {
        network,
        address,
        travelRule: {
          custodian:
            wallet.kind === 'own'
              ? { kind: 'private' }
              : { kind: 'provider', name: wallet.name, website: wallet.website },
          beneficiary: { kind: 'person', firstName, lastName, place: { country } },
        },
      })
    },
    quoteRefund: async (order) => {
      const { id, fee, expires_at } = await quoteWithdrawalFee(call, orderOf(order))
      return { id, feeMinor: custodyMinor(fee, 'fee'), expiresAt: Math.trunc(Date.parse(expires_at)) }
    },
    sendRefund: async (order) => {
      const { refId, asset, balanceAsset, quoteId } = order
      const wish = {
        ...orderOf(order),
        refId,
        profileId,
        ...(balanceAsset === asset ? {} : { balanceAsset }),
        ...(quoteId === undefined ? {} : { feeId: quoteId }),
      }
      return toMovement(await makeCryptoWithdrawal(call, wish, log))
    },
  }
}

/** Paxos as a settlement backend. */
export function paxosBackend({
  paxos,
  profileId,
  networks,
  convertToUsd,
  log,
}: BackendOptions): SettlementBackend {
  const { call } = paxos
  return {
    key: paxosKey,
    account: profileId,
    name: 'Paxos',
    networks,
    makeAddress: async ({ refId, network, note }) => {
      const made = await makeDepositAddress(
        call,
        { profileId, network, refId, convertToUsd: convertToUsd(), metadata: { till: note.slice(0, 100) } },
        log,
      )
      if (!isAddress(made.address, { strict: false }))
        throw new PosError('backend.badAnswer', 'Paxos made an address that is none of this network.')
      const all = new Set([made.crypto_network, ...made.compatible_crypto_networks])
      return { id: made.id, address: getAddress(made.address), networks: [...all] }
    },
    movementsFrom: async (from) =>
      toPage(await readTransfers(call, { profileId, updatedFrom: from }, log), log),
    noticesFrom: async (from) => {
      const { rows, unreadable } = await readEvents(call, { profileId, from }, log)
      const notices = rows.flatMap((row) => toNotice(row) ?? [])
      return { notices, isReadable: unreadable.length === 0 }
    },
    findMovement: async (refId) => {
      const found = await findTransferByRef(call, refId, log)
      return found && toMovement(found)
    },
    getMovement: async (id) => toMovement(await getTransfer(call, id)),
    balances: async () =>
      (await readBalances(call, profileId)).map(({ asset, available, trading }) => ({
        asset,
        availableMinor: custodyMinor(available, 'available'),
        heldMinor: custodyMinor(trading, 'trading'),
      })),
    payouts: paxosPayouts({ paxos, profileId, log }),
    ...refundCalls(call, profileId, log),
  }
}
