import { z } from '../../../../shared/contract/z.ts'
import { formatAmount, paxosIssued } from './amounts.ts'
import { credit } from './balances.ts'
import { findDepositAddress } from './deposit-addresses.ts'
import { startRuleOrchestration } from './orchestrations.ts'
import type { DepositOutcome } from './outcomes.ts'
import { notFound, Problem } from './problems.ts'
import { getProfile } from './profiles.ts'
import { readBody, uuidSchema, type Route } from './route.ts'
import {
  addTransfer,
  changeTransfer,
  findTransfer,
  noteOnTransfer,
  totalOf,
  type KeptTransfer,
  type Transfer,
  type TransferInner,
} from './transfers.ts'
import type { World } from './world.ts'

/** Money seen on its way to an address. */
export type SeenDeposit = Readonly<{
  network: string
  asset: string
  address: string
  amount: bigint
  txHash: string
  txIndex: string
  /** Where a chain has it; without one it completes by the clock. */
  onChain?: Readonly<{ number: number; hash: string; ordinal: number }>
  key?: string
  /** Who gets what comes to an address that nobody has; the default profile otherwise. */
  profileId?: string
}>

const hold = {
  name: 'TRAVEL_RULE_INFO_REQUESTED',
  detail: 'information on the originator is needed to continue',
} as const

function planOf(outcome: DepositOutcome | undefined): TransferInner['plan'] {
  switch (outcome?.kind) {
    case undefined:
    case 'wrongNetwork':
      return undefined
    case 'failed':
      return 'fail'
    case 'travelRuleHold':
      return 'held'
    case 'travelRuleRejected':
      return 'reject'
  }
}

/** Adds a deposit as PENDING. Metadata of the address is copied; an address nobody has belongs to the default profile. */
export function detectDeposit(world: World, seen: SeenDeposit): KeptTransfer {
  const owner = findDepositAddress(world, seen.address)
  const outcome = world.outcomes.take('deposit')
  const converts = owner?.wire.conversion_target_asset === 'USD' && paxosIssued.has(seen.asset)
  const plan = planOf(outcome)
  const { onChain } = seen
  return addTransfer(world, {
    profileId: owner?.wire.profile_id ?? seen.profileId ?? getProfile(world, 'default').id,
    type: 'CRYPTO_DEPOSIT',
    status: 'PENDING',
    amount: seen.amount,
    fee: 0n,
    asset: seen.asset,
    balanceAsset: converts ? 'USD' : seen.asset,
    ...(seen.key !== undefined && { key: seen.key }),
    lookup: onChain && `deposits:${seen.network}`,
    more: {
      destination_address: seen.address,
      crypto_network: outcome?.kind === 'wrongNetwork' ? outcome.network : seen.network,
      crypto_tx_hash: seen.txHash,
      crypto_tx_index: seen.txIndex,
      metadata: owner?.wire.metadata,
      notional_value: formatAmount(seen.amount),
      ...(plan === 'held' && { secondary_status: hold }),
    },
    inner: {
      network: seen.network,
      ...(onChain && { seenIn: { number: onChain.number, hash: onChain.hash }, ordinal: onChain.ordinal }),
      ...(plan && { plan }),
      ruleId: owner?.inner.ruleId,
    },
  })
}

function settle(world: World, deposit: KeptTransfer): void {
  const { wire, inner } = changeTransfer(world, deposit, { status: 'COMPLETED', secondary_status: undefined })
  credit(world, wire.profile_id, wire.balance_asset, totalOf(deposit))
  if (inner.ruleId !== undefined) startRuleOrchestration(world, inner.ruleId, wire)
}

/** A deposit has its confirmations: it is credited, unless another outcome was ordered. */
export function confirmDeposit(world: World, deposit: KeptTransfer): void {
  switch (deposit.inner.plan) {
    case undefined:
      settle(world, deposit)
      return
    case 'fail':
      changeTransfer(world, deposit, { status: 'FAILED' })
      return
    case 'reject':
      changeTransfer(world, deposit, {
        status: 'FAILED',
        secondary_status: { name: 'TRAVEL_RULE_REJECTED', detail: 'the originator was refused' },
      })
      return
    case 'held':
      if (deposit.inner.isReady !== true) noteOnTransfer(world, deposit, { isReady: true })
      world.store.setLookup('transfer', deposit.id, undefined)
  }
}

/** A deposit's transaction is no longer on the chain. */
export function dropDeposit(world: World, deposit: KeptTransfer): void {
  changeTransfer(world, deposit, { status: 'FAILED' })
}

function heldDeposit(world: World, id: string): KeptTransfer {
  const found = findTransfer(world, id)
  if (!found || found.wire.type !== 'CRYPTO_DEPOSIT') throw notFound(`no crypto deposit found for id: ${id}`)
  if (found.inner.plan !== 'held' || found.wire.status !== 'PENDING')
    throw new Problem('about:blank', 409, 'the deposit does not need information')
  return found
}

/** The travel-rule hold of a deposit ends: it completes at once if its confirmations are there. */
export function releaseDeposit(world: World, id: string): void {
  const held = heldDeposit(world, id)
  const { plan: _, ...inner } = held.inner
  if (inner.isReady === true) {
    settle(world, held)
    return
  }
  const wire: Transfer = { ...held.wire, secondary_status: undefined }
  world.store.change('transfer', id, world.stamp(), wire, inner)
}

const identity = { identity_id: uuidSchema }
const originator = z.union([
  z.object({ individual_info: z.object({ first_name: z.string(), last_name: z.string() }) }),
  z.object({ institution_info: z.object({ institution_name: z.string() }) }),
])

export const cryptoDepositRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/transfer/crypto-deposits/:id/update',
    scope: 'transfer:update_crypto_deposit',
    handle: (world, { params, body }) => {
      readBody(z.object({ ...identity, originator_address_info: originator }), body)
      releaseDeposit(world, params['id'] ?? '')
      return {}
    },
  },
  {
    method: 'POST',
    path: '/v2/transfer/crypto-deposits/:id/reject',
    scope: 'transfer:reject_crypto_deposit',
    handle: (world, { params, body }) => {
      readBody(z.object(identity), body)
      changeTransfer(world, heldDeposit(world, params['id'] ?? ''), {
        status: 'FAILED',
        secondary_status: { name: 'TRAVEL_RULE_REJECTED', detail: 'rejected by the customer' },
      })
      return {}
    },
  },
]
