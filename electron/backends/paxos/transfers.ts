import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { knownOr } from './known-or-unknown.ts'
import type { PaxosCall, Query } from './paxos-call.ts'
import { decimalText, freeText, idText, instantText, metadataPairs, readAnswer } from './read-answer.ts'
import { readList, readWholeList, type Listed } from './read-list.ts'

const statusDetail = z.object({ message: freeText.optional() }).optional()

/** The kinds of transfer that the till names; others stay unknown and are shown as they are. */
const transferTypes = [
  'CRYPTO_DEPOSIT',
  'CRYPTO_WITHDRAWAL',
  'WIRE_DEPOSIT',
  'WIRE_WITHDRAWAL',
  'CUBIX_DEPOSIT',
  'CUBIX_WITHDRAWAL',
  'RTP_DEPOSIT',
  'BANK_DEPOSIT',
  'BANK_WITHDRAWAL',
  'ACT_DEPOSIT',
  'ACT_WITHDRAWAL',
  'INTERNAL_TRANSFER_DEBIT',
  'INTERNAL_TRANSFER_CREDIT',
  'PAXOS_TRANSFER_DEBIT',
  'PAXOS_TRANSFER_CREDIT',
] as const
const transferStatuses = ['PENDING', 'COMPLETED', 'FAILED'] as const
const secondaryStatuses = [
  'TRAVEL_RULE_INFO_REQUESTED',
  'TRAVEL_RULE_REJECTED',
  'CUSTOMER_REJECTED',
  'PENDING_CUSTOMER_APPROVAL',
] as const

/**
 * A movement of money at Paxos. `balance_asset` is what moved in the balance; a deposit that was converted names another. What
 * only explains is left out where it cannot be read: it must not hide money.
 */
export const transferShape = z
  .object({
    id: idText,
    profile_id: idText,
    group_id: idText.optional(),
    ref_id: idText.optional(),
    amount: decimalText,
    fee: decimalText,
    total: decimalText,
    asset: idText,
    balance_asset: idText.optional(),
    direction: knownOr(['CREDIT', 'DEBIT']),
    type: knownOr(transferTypes),
    status: knownOr(transferStatuses),
    secondary_status: z
      .object({ name: knownOr(secondaryStatuses).optional(), detail: freeText.optional() })
      .optional()
      .catch(undefined),
    status_details: z
      .object({
        missing_trustline: statusDetail,
        max_rent_exceeded: statusDetail,
        pending_customer_approval: statusDetail,
        stale_fee_quote: statusDetail,
        invalid_destination_address: statusDetail,
      })
      .optional()
      .catch(undefined),
    created_at: instantText,
    updated_at: instantText,
    destination_address: idText.optional(),
    crypto_network: idText.optional(),
    crypto_tx_hash: idText.optional(),
    crypto_tx_index: idText.optional(),
    auto_conversion: z
      .object({ from_transfer_id: idText.optional(), to_transfer_id: idText.optional() })
      .optional()
      .catch(undefined),
    fiat_account_id: idText.optional(),
    memo: freeText.optional().catch(undefined),
    metadata: metadataPairs.optional().catch(undefined),
  })
  .readonly()

/** One transfer, as Paxos tells it. */
export type PaxosTransfer = ReturnType<typeof transferShape.parse>

type TransferType = (typeof transferTypes)[number]
type TransferStatus = (typeof transferStatuses)[number]
type SecondaryStatus = (typeof secondaryStatuses)[number]

/** Which transfers of a profile are asked for. Ids are at most a hundred of a kind. */
export type TransferQuery = Readonly<{
  profileId: string
  /** RFC 3339; together with it the order is by when they changed, oldest first. */
  updatedFrom?: string
  /** RFC 3339; not together with `updatedFrom`, whose order is another. */
  createdFrom?: string
  createdBefore?: string
  ids?: readonly string[]
  refIds?: readonly string[]
  groupIds?: readonly string[]
  txHashes?: readonly string[]
  types?: readonly TransferType[]
  statuses?: readonly TransferStatus[]
  secondaryStatuses?: readonly SecondaryStatus[]
}>

function repeated(name: string, values: readonly string[] = []): Query {
  return values.map((value) => [name, value] as const)
}

function once(name: string, value: string | undefined): Query {
  return value === undefined ? [] : [[name, value]]
}

function queryOf(query: TransferQuery): Query {
  return [
    ['profile_ids', query.profileId],
    ...repeated('ids', query.ids),
    ...repeated('ref_ids', query.refIds),
    ...repeated('group_ids', query.groupIds),
    ...repeated('crypto_tx_hashes', query.txHashes),
    ...repeated('type', query.types),
    ...repeated('statuses', query.statuses),
    ...repeated('secondary_statuses', query.secondaryStatuses),
    ...once('updated_at.gte', query.updatedFrom),
    ...once('created_at.gte', query.createdFrom),
    ...once('created_at.lt', query.createdBefore),
    ['order_by', query.updatedFrom === undefined ? 'CREATED_AT' : 'UPDATED_AT'],
    ['order', 'ASC'],
  ]
}

const what = 'a transfer'
const path = '/transfer/transfers'

/**
 * Lists transfers of one profile, in the order in which they changed or were made, up to a bound: a reader that keeps its place
 * finds the rest next time. Filters are Paxos' to apply, and the profile is checked here as well.
 */
export async function readTransfers(
  call: PaxosCall,
  query: TransferQuery,
  log: Log,
): Promise<Listed<PaxosTransfer>> {
  const belongs = (row: PaxosTransfer): boolean => row.profile_id === query.profileId
  return await readList(call, { path, query: queryOf(query), shape: transferShape, what, belongs }, log)
}

/** The transfers alone; what cannot be read was said in the log. */
export async function listTransfers(
  call: PaxosCall,
  query: TransferQuery,
  log: Log,
): Promise<readonly PaxosTransfer[]> {
  return (await readTransfers(call, query, log)).rows
}

/**
 * The transfer that was made under a `ref_id`, of whatever profile. Only ids are asked for: the documents do not let filters be
 * combined freely.
 * @throws {PosError} `backend.badAnswer` when a row that may be the one cannot be read
 */
export async function findTransferByRef(
  call: PaxosCall,
  refId: string,
  log: Log,
): Promise<PaxosTransfer | undefined> {
  const belongs = (row: PaxosTransfer): boolean => row.ref_id === refId
  const query: Query = [['ref_ids', refId]]
  const [found] = await readWholeList(call, { path, query, shape: transferShape, what, belongs }, log)
  return found
}

/**
 * One transfer by its id.
 * @throws {PosError} `backend.notFound`, or `backend.badAnswer` for another than was asked for
 */
export async function getTransfer(call: PaxosCall, id: string): Promise<PaxosTransfer> {
  const answer = await call({ method: 'GET', path: `${path}/${encodeURIComponent(id)}` })
  const transfer = readAnswer(transferShape, answer, what)
  if (transfer.id !== id) throw new PosError('backend.badAnswer', 'Paxos answered another transfer.')
  return transfer
}
