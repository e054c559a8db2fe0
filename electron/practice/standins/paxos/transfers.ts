import { formatAmount } from './amounts.ts'
import { addEvent } from './events.ts'
import { formatInstant } from './instants.ts'
import { allows, answerPage } from './pages.ts'
import { notFound } from './problems.ts'
import type { Route } from './route.ts'
import type { SignedSend } from './standin-chain.ts'
import type { Kept } from './store.ts'
import { zeroUuid, type World } from './world.ts'

/** The kinds of transfer that this server makes. */
type TransferType =
  | 'CRYPTO_DEPOSIT'
  | 'CRYPTO_WITHDRAWAL'
  | 'INTERNAL_TRANSFER_DEBIT'
  | 'INTERNAL_TRANSFER_CREDIT'
  | 'WIRE_DEPOSIT'
  | 'WIRE_WITHDRAWAL'
  | 'CUBIX_DEPOSIT'
  | 'CUBIX_WITHDRAWAL'
  | 'RTP_DEPOSIT'

type SecondaryName =
  | 'TRAVEL_RULE_INFO_REQUESTED'
  | 'TRAVEL_RULE_REJECTED'
  | 'CUSTOMER_REJECTED'
  | 'PENDING_CUSTOMER_APPROVAL'

/** A transfer as the API shows it. Amounts are decimal text; there is no sender. */
export type Transfer = Readonly<{
  id: string
  customer_id: string
  profile_id: string
  identity_id: string
  account_id: string
  group_id: string
  ref_id?: string | undefined
  amount: string
  fee: string
  total: string
  asset: string
  balance_asset: string
  direction: 'CREDIT' | 'DEBIT'
  type: TransferType
  status: 'PENDING' | 'COMPLETED' | 'FAILED'
  secondary_status?: Readonly<{ name: SecondaryName; detail: string }> | undefined
  status_details?: Readonly<Record<string, unknown>> | undefined
  created_at: string
  updated_at: string
  metadata?: Readonly<Record<string, string>> | undefined
  memo?: string | undefined
  destination_address?: string | undefined
  crypto_network?: string | undefined
  crypto_tx_hash?: string | undefined
  crypto_tx_index?: string | undefined
  auto_conversion: Readonly<Record<string, string>>
  fiat_account_id?: string | undefined
  notional_value?: string | undefined
}>

/** What only the stand-in knows of a transfer. */
export type TransferInner = Readonly<{
  /** What the balance moves by, in units of 10^-18. */
  total?: string
  /** The block a deposit was seen in. */
  seenIn?: Readonly<{ number: number; hash: string }>
  /** The order of this transfer among those of its transaction that were ours. */
  ordinal?: number
  /** The network whose chain carries it, whatever the row shows. */
  network?: string
  minor?: string
  signed?: SignedSend
  plan?: 'fail' | 'held' | 'reject'
  isReady?: boolean
  ruleId?: string | undefined
}>

export type KeptTransfer = Kept<Transfer, TransferInner>

/** The facts of a new transfer; ids and times are made here. */
export type NewTransfer = Readonly<{
  profileId: string
  type: TransferType
  status: Transfer['status']
  amount: bigint
  fee: bigint
  asset: string
  balanceAsset: string
  refId?: string | undefined
  groupId?: string
  more?: Partial<Transfer>
  inner?: TransferInner
  /** A text that is unique among transfers, for those without a `ref_id`. */
  key?: string
  lookup?: string | undefined
}>

const kinds: Readonly<Record<TransferType, string>> = {
  CRYPTO_DEPOSIT: 'crypto_deposit',
  CRYPTO_WITHDRAWAL: 'crypto_withdrawal',
  INTERNAL_TRANSFER_DEBIT: 'internal_transfer_debit',
  INTERNAL_TRANSFER_CREDIT: 'internal_transfer_credit',
  WIRE_DEPOSIT: 'wire_deposit',
  WIRE_WITHDRAWAL: 'wire_withdrawal',
  CUBIX_DEPOSIT: 'cubix_deposit',
  CUBIX_WITHDRAWAL: 'cubix_withdrawal',
  RTP_DEPOSIT: 'rtp_deposit',
}

const debits: ReadonlySet<TransferType> = new Set([
  'CRYPTO_WITHDRAWAL',
  'INTERNAL_TRANSFER_DEBIT',
  'WIRE_WITHDRAWAL',
  'CUBIX_WITHDRAWAL',
])

function tell(world: World, wire: Transfer): void {
  const { id, type, status, profile_id, ref_id, crypto_network, crypto_tx_hash, crypto_tx_index, memo } = wire
  addEvent(world, {
    type: `transfer.${kinds[type]}.${status.toLowerCase()}`,
    object_type: 'transfer_status_change',
    object: { id, type, status, profile_id, ref_id, crypto_network, crypto_tx_hash, crypto_tx_index, memo },
  })
}

/** Adds a transfer and tells of it. Balances are moved by whoever calls. */
export function addTransfer(world: World, facts: NewTransfer): KeptTransfer {
  const id = world.uuid()
  const atNs = world.stamp()
  const isDebit = debits.has(facts.type)
  const total = isDebit ? facts.amount + facts.fee : facts.amount - facts.fee
  const wire: Transfer = {
    id,
    customer_id: world.customerId,
    profile_id: facts.profileId,
    identity_id: zeroUuid,
    account_id: zeroUuid,
    group_id: facts.groupId ?? world.uuid(),
    ref_id: facts.refId,
    amount: formatAmount(facts.amount),
    fee: formatAmount(facts.fee),
    total: formatAmount(total),
    asset: facts.asset,
    balance_asset: facts.balanceAsset,
    direction: isDebit ? 'DEBIT' : 'CREDIT',
    type: facts.type,
    status: facts.status,
    auto_conversion: {},
    ...facts.more,
    created_at: formatInstant(atNs),
    updated_at: formatInstant(atNs),
  }
  const inner: TransferInner = { total: total.toString(), ...facts.inner }
  const { lookup } = facts
  world.store.add('transfer', { id, ref: facts.refId ?? facts.key, lookup, atNs, wire, inner })
  tell(world, wire)
  return { seq: 0, id, createdNs: atNs, updatedNs: atNs, wire, inner }
}

/** Changes a transfer: `updated_at` moves, and a new status is told. */
export function changeTransfer(
  world: World,
  kept: KeptTransfer,
  changes: Partial<Transfer>,
  innerChanges: Partial<TransferInner> = {},
): KeptTransfer {
  const atNs = world.stamp()
  const wire: Transfer = { ...kept.wire, ...changes, updated_at: formatInstant(atNs) }
  const inner: TransferInner = { ...kept.inner, ...innerChanges }
  world.store.change('transfer', kept.id, atNs, wire, inner)
  if (wire.status !== 'PENDING') world.store.setLookup('transfer', kept.id, undefined)
  if (wire.status !== kept.wire.status) tell(world, wire)
  return { ...kept, updatedNs: atNs, wire, inner }
}

/** Notes what the API does not show; `updated_at` stays. */
export function noteOnTransfer(
  world: World,
  kept: KeptTransfer,
  notes: Partial<TransferInner>,
): KeptTransfer {
  const inner: TransferInner = { ...kept.inner, ...notes }
  world.store.change('transfer', kept.id, kept.updatedNs, kept.wire, inner)
  return { ...kept, inner }
}

/** The transfer of an id. */
export function findTransfer(world: World, id: string): KeptTransfer | undefined {
  return world.store.find<Transfer, TransferInner>('transfer', id)
}

/** What a transfer moves in its balance. */
export function totalOf({ inner }: KeptTransfer): bigint {
  return BigInt(inner.total ?? '0')
}

const scope = 'transfer:read_transfer'

export const transferRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/transfer/transfers',
    scope,
    handle: (world, asked) =>
      answerPage<Transfer, TransferInner>(world, asked, {
        kind: 'transfer',
        envelope: 'items',
        limit: 100,
        limitMax: 1_000,
        order: 'DESC',
        orderBy: ['CREATED_AT', 'UPDATED_AT'],
        ids: 'ids',
        refs: 'ref_ids',
        keep: ({ wire }) =>
          allows(asked.query, 'profile_ids', wire.profile_id) &&
          allows(asked.query, 'identity_ids', wire.identity_id) &&
          allows(asked.query, 'account_ids', wire.account_id) &&
          allows(asked.query, 'group_ids', wire.group_id) &&
          allows(asked.query, 'crypto_tx_hashes', wire.crypto_tx_hash) &&
          allows(asked.query, 'type', wire.type) &&
          allows(asked.query, 'statuses', wire.status) &&
          allows(asked.query, 'secondary_statuses', wire.secondary_status?.name),
      }),
  },
  {
    method: 'GET',
    path: '/v2/transfer/transfers/:id',
    scope,
    handle: (world, { params }) => {
      const found = findTransfer(world, params['id'] ?? '')
      if (!found) throw notFound(`no transfer found for id: ${params['id'] ?? ''}`)
      return found.wire
    },
  },
]
