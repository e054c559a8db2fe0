import { PosError } from '../../../shared/errors/pos-error.ts'
import { custodyScale } from '../../../shared/domain/settlement/asset.ts'
import type {
  Movement,
  MovementHold,
  MovementKind,
  MovementStatus,
} from '../../../shared/domain/settlement/movement.ts'
import { parseDecimal } from './decimal.ts'
import type { PaxosTransfer } from './transfers.ts'

/** The till's name of this backend; its accounts and journal entries carry it. */
export const paxosKey = 'paxos'

type Word<T extends string> = T | Readonly<{ unknown: string }>

function textOf(word: Word<string>): string {
  return typeof word === 'string' ? word : word.unknown
}

function kindOf({ type }: PaxosTransfer): MovementKind {
  if (type === 'CRYPTO_DEPOSIT') return 'deposit'
  if (type === 'CRYPTO_WITHDRAWAL') return 'withdrawal'
  if (typeof type !== 'string' || type.startsWith('INTERNAL') || type.startsWith('PAXOS')) return 'other'
  return type.endsWith('_DEPOSIT') ? 'bankDeposit' : 'bankWithdrawal'
}

const statuses = { PENDING: 'pending', COMPLETED: 'completed', FAILED: 'failed' } as const

function statusOf({ status }: PaxosTransfer): MovementStatus {
  return typeof status === 'string' ? statuses[status] : 'unknown'
}

const directions = { CREDIT: 'in', DEBIT: 'out' } as const

/** The list of types grows; the direction is told of every one. */
function directionOf({ direction }: PaxosTransfer): Movement['direction'] {
  return typeof direction === 'string' ? directions[direction] : 'unknown'
}

const holds = {
  TRAVEL_RULE_INFO_REQUESTED: 'needsInformation',
  TRAVEL_RULE_REJECTED: 'rejected',
  CUSTOMER_REJECTED: 'rejected',
  PENDING_CUSTOMER_APPROVAL: 'waitsForApproval',
} as const

function holdOf({ secondary_status, status_details }: PaxosTransfer): MovementHold | undefined {
  const name = secondary_status?.name
  if (name === undefined) return status_details?.pending_customer_approval ? 'waitsForApproval' : undefined
  return typeof name === 'string' ? holds[name] : 'unknown'
}

function explanationOf({ secondary_status, status_details }: PaxosTransfer): string | undefined {
  const details = status_details ?? {}
  const said = Object.entries(details).flatMap(([kind, detail]) =>
    detail === undefined ? [] : [detail.message ?? kind.replaceAll('_', ' ')],
  )
  const text = secondary_status?.detail ?? said[0]
  return text === undefined || text === '' ? undefined : text
}

/**
 * An amount in the units of custody.
 * @throws {PosError} `backend.badAnswer`: no amount that Paxos can mean has more decimals than a token
 */
export function custodyMinor(text: string, field: string): bigint {
  const parsed = parseDecimal(text, custodyScale)
  if (parsed.ok) return parsed.minor
  throw new PosError('backend.badAnswer', 'Paxos wrote an amount that cannot be read.', {
    details: { field },
  })
}

function placeOf(text: string | undefined): number | undefined {
  const place = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
  return place
}

/** The optional parts that are there. */
function present<T extends object>(parts: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<T>
}

/**
 * A transfer of Paxos as the till keeps it.
 * @throws {PosError} `backend.badAnswer` for an amount or a time that cannot be read
 */
export function toMovement(transfer: PaxosTransfer): Movement {
  const createdAt = Date.parse(transfer.created_at)
  if (!Number.isFinite(createdAt))
    throw new PosError('backend.badAnswer', 'Paxos wrote a time that cannot be read.')
  type Optional = Pick<
    Movement,
    | 'hold'
    | 'explanation'
    | 'refId'
    | 'groupId'
    | 'network'
    | 'address'
    | 'txHash'
    | 'logIndex'
    | 'bankAccountId'
    | 'memo'
  >
  return {
    backend: paxosKey,
    id: transfer.id,
    kind: kindOf(transfer),
    kindText: textOf(transfer.type),
    direction: directionOf(transfer),
    status: statusOf(transfer),
    statusText: textOf(transfer.status),
    asset: transfer.asset,
    balanceAsset: transfer.balance_asset ?? transfer.asset,
    amountMinor: custodyMinor(transfer.amount, 'amount'),
    feeMinor: custodyMinor(transfer.fee, 'fee'),
    totalMinor: custodyMinor(transfer.total, 'total'),
    createdAt: Math.trunc(createdAt),
    updatedAt: transfer.updated_at,
    ...(transfer.status_details?.stale_fee_quote ? { isQuoteStale: true } : {}),
    ...present<Required<Optional>>({
      hold: holdOf(transfer),
      explanation: explanationOf(transfer),
      refId: transfer.ref_id,
      groupId: transfer.group_id,
      network: transfer.crypto_network,
      address: transfer.destination_address,
      txHash: transfer.crypto_tx_hash?.toLowerCase(),
      logIndex: placeOf(transfer.crypto_tx_index),
      bankAccountId: transfer.fiat_account_id,
      memo: transfer.memo,
    }),
  }
}
