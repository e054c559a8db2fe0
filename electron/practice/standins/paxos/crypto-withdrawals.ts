import type { infer as Infer } from 'zod'
import { createHash } from 'node:crypto'
import { z } from '../../../../shared/contract/z.ts'
import { formatAmount, paxosIssued, toMinor } from './amounts.ts'
import { credit, debit } from './balances.ts'
import { isEvm } from './deposit-addresses.ts'
import { feeOf, quotedFee } from './fee-quotes.ts'
import type { FailureDetail, WithdrawalOutcome } from './outcomes.ts'
import { alreadyExists, badRequest } from './problems.ts'
import { getProfile } from './profiles.ts'
import {
  amountOrTotal,
  amountSchema,
  metadataSchema,
  readBody,
  refuseIdentity,
  uuidSchema,
  type Route,
} from './route.ts'
import {
  addTransfer,
  changeTransfer,
  noteOnTransfer,
  totalOf,
  type KeptTransfer,
  type Transfer,
} from './transfers.ts'
import { checkAddress, checkAmount, checkAsset, checkTravelRule } from './withdrawal-targets.ts'
import { chainOf, scheduleIn, type World } from './world.ts'

const schema = z.object({
  profile_id: uuidSchema,
  asset: z.string(),
  destination_address: z.string(),
  crypto_network: z.string(),
  amount: amountSchema.optional(),
  total: amountSchema.optional(),
  ref_id: z.string().min(1).optional(),
  balance_asset: z.string().optional(),
  fee_id: uuidSchema.optional(),
  identity_id: uuidSchema.optional(),
  account_id: uuidSchema.optional(),
  metadata: metadataSchema,
  memo: z.string().optional(),
  beneficiary: z.unknown().optional(),
})

/** A withdrawal that the rules have let through. */
type Planned = Readonly<{
  profileId: string
  asset: string
  balanceAsset: string
  network: string
  address: string
  amount: bigint
  fee: bigint
  refId?: string | undefined
  groupId?: string
  more?: Partial<Transfer>
}>

const approval = { name: 'PENDING_CUSTOMER_APPROVAL', detail: 'waiting for an approver' } as const

function planOf(outcome: WithdrawalOutcome | undefined): Readonly<{ plan?: 'fail' | 'held' | 'reject' }> {
  switch (outcome?.kind) {
    case undefined:
      return {}
    case 'failed':
      return { plan: 'fail' }
    case 'customerRejected':
      return { plan: 'reject' }
    case 'held':
      return { plan: 'held' }
  }
}

/** Adds a withdrawal as PENDING; its chain takes it from there. The balance has been debited. */
export function addWithdrawal(world: World, planned: Planned): KeptTransfer {
  const chain = chainOf(world, planned.network)
  const token = chain?.tokens.find((each) => each.asset === planned.asset)
  const outcome = world.outcomes.take('withdrawal')
  const isHeld = outcome?.kind === 'held'
  const added = addTransfer(world, {
    ...planned,
    type: 'CRYPTO_WITHDRAWAL',
    status: 'PENDING',
    lookup: token && outcome === undefined ? `withdrawals:${planned.network}` : undefined,
    more: {
      ...planned.more,
      destination_address: planned.address,
      crypto_network: planned.network,
      notional_value: formatAmount(planned.amount + planned.fee),
      ...(isHeld && {
        secondary_status: approval,
        status_details: { pending_customer_approval: { message: approval.detail } },
      }),
    },
    inner: {
      network: planned.network,
      ...(token && { minor: toMinor(planned.amount, token.decimals).toString() }),
      ...planOf(outcome),
    },
  })
  const detail = outcome?.kind === 'failed' ? (outcome.detail ?? '') : ''
  if (!isHeld && (outcome !== undefined || !token))
    scheduleIn(world, world.terms().withdrawalSeconds, 'withdrawal', `${added.id} ${detail}`)
  return added
}

/** Ends a withdrawal as sent. */
export function completeWithdrawal(
  world: World,
  withdrawal: KeptTransfer,
  hash: string,
  index: string,
): void {
  changeTransfer(world, withdrawal, {
    status: 'COMPLETED',
    secondary_status: undefined,
    status_details: undefined,
    crypto_tx_hash: hash,
    crypto_tx_index: index,
  })
}

const messages: Readonly<Record<FailureDetail, string>> = {
  missing_trustline: 'the destination has no trustline for the asset',
  max_rent_exceeded: 'the destination asks for too much rent',
  invalid_destination_address: 'the destination cannot receive the asset',
  stale_fee_quote: 'the chain changed after the fee was quoted',
}

/** Ends a withdrawal as not sent; the money is back in its balance. */
export function failWithdrawal(world: World, withdrawal: KeptTransfer, detail?: FailureDetail): void {
  const { destination_address, asset, profile_id, balance_asset } = withdrawal.wire
  const facts = detail && { message: messages[detail], destination_address, asset }
  changeTransfer(world, withdrawal, {
    status: 'FAILED',
    ...(withdrawal.inner.plan === 'reject'
      ? { secondary_status: { name: 'CUSTOMER_REJECTED', detail: 'rejected by an approver' } as const }
      : {}),
    ...(detail && { status_details: { [detail]: facts } }),
  })
  credit(world, profile_id, balance_asset, totalOf(withdrawal))
}

/** A withdrawal that was held for approval goes on, or is rejected. */
export function decideHeldWithdrawal(world: World, withdrawal: KeptTransfer, isApproved: boolean): void {
  if (!isApproved) {
    failWithdrawal(world, noteOnTransfer(world, withdrawal, { plan: 'reject' }))
    return
  }
  const { plan: _, ...inner } = withdrawal.inner
  const wire = { ...withdrawal.wire, secondary_status: undefined, status_details: undefined }
  world.store.change('transfer', withdrawal.id, world.stamp(), wire, inner)
  if (inner.minor === undefined)
    scheduleIn(world, world.terms().withdrawalSeconds, 'withdrawal', `${withdrawal.id} `)
  else world.store.setLookup('transfer', withdrawal.id, `withdrawals:${inner.network ?? ''}`)
}

/** The clock ends a withdrawal that has no chain, or one that was ordered to fail. */
export function endWithdrawalByClock(world: World, withdrawal: KeptTransfer, detail: string): void {
  const { plan } = withdrawal.inner
  if (plan === 'fail' || plan === 'reject') {
    failWithdrawal(world, withdrawal, detail in messages ? (detail as FailureDetail) : undefined)
    return
  }
  const digest = createHash('sha256').update(withdrawal.id).digest('hex')
  completeWithdrawal(
    world,
    withdrawal,
    isEvm(withdrawal.wire.crypto_network ?? '') ? `0x${digest}` : digest,
    '0',
  )
}

function plan(world: World, asked: Infer<typeof schema>): Planned {
  const { id } = getProfile(world, asked.profile_id)
  const target = { asset: asked.asset, network: asked.crypto_network, address: asked.destination_address }
  const { is, value } = amountOrTotal(asked)
  const balanceAsset = asked.balance_asset ?? asked.asset
  if (balanceAsset !== asked.asset && (balanceAsset !== 'USD' || !paxosIssued.has(asked.asset)))
    throw badRequest(`balance_asset ${balanceAsset} is not supported for ${asked.asset}`)
  checkAsset(world, target)
  checkAddress(world, target)
  const amountFor = (fee: bigint): bigint => (is === 'amount' ? value : value - fee)
  const fee =
    asked.fee_id === undefined
      ? feeOf(world, target.network)
      : quotedFee(world, asked.fee_id, target, amountFor)
  const amount = amountFor(fee)
  if (amount <= 0n) throw badRequest('total does not cover the fee')
  checkAmount(world, target, amount)
  checkTravelRule(world, target, amount)
  debit(world, id, balanceAsset, amount + fee)
  return {
    profileId: id,
    asset: asked.asset,
    balanceAsset,
    network: target.network,
    address: target.address,
    amount,
    fee,
    refId: asked.ref_id,
    more: { metadata: asked.metadata, memo: asked.memo },
  }
}

export const cryptoWithdrawalRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/transfer/crypto-withdrawals',
    scope: 'transfer:write_crypto_withdrawal',
    handle: (world, { body }) => {
      const asked = readBody(schema, body)
      refuseIdentity(asked)
      const existing =
        asked.ref_id === undefined
          ? undefined
          : world.store.findByRef<Transfer, unknown>('transfer', asked.ref_id)
      if (existing) throw alreadyExists(`transfer with ref_id ${asked.ref_id}`, existing.wire)
      return addWithdrawal(world, plan(world, asked)).wire
    },
  },
]
