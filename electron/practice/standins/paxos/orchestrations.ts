import { z } from '../../../../shared/contract/z.ts'
import { amountOf, fitsDecimals, formatAmount } from './amounts.ts'
import { credit, debit } from './balances.ts'
import { addWithdrawal } from './crypto-withdrawals.ts'
import { addEvent } from './events.ts'
import { getApprovedAccount } from './fiat-accounts.ts'
import { addFiatWithdrawal, checkMemo } from './fiat-withdrawals.ts'
import { formatInstant } from './instants.ts'
import { allows, answerPage } from './pages.ts'
import { alreadyExists, badRequest, notFound, Problem } from './problems.ts'
import { getProfile } from './profiles.ts'
import { amountSchema, metadataSchema, readBody, refuseIdentity, uuidSchema, type Route } from './route.ts'
import type { Kept } from './store.ts'
import { addTransfer, findTransfer, type Transfer } from './transfers.ts'
import { checkAddress, checkAsset, checkTravelRule } from './withdrawal-targets.ts'
import { scheduleIn, zeroUuid, type World } from './world.ts'

/** Decimals a conversion works in: the coarser of the pair counts. */
const conversionDecimals: Readonly<Record<string, number>> = { USD: 2, PYUSD: 6, USDC: 6, USDG: 8, USDP: 8 }

/** Where the money goes; `bank_account_id` is what a rule calls `fiat_account_id`. */
export type OrchestrationDestination = Readonly<{
  profile?: Readonly<{ profile_id: string }> | undefined
  fiat?: Readonly<{ bank_account_id: string; memo?: string | undefined }> | undefined
  crypto?: Readonly<{ address: string; network: string }> | undefined
}>

type Leg = Readonly<{ transfer_id: string; status: Transfer['status'] }>

type Orchestration = Readonly<{
  id: string
  profile_id: string
  identity_id: string
  account_id: string
  customer_id: string
  ref_id: string
  source_asset: string
  source_amount: string
  destination_asset: string
  source: unknown
  destination: OrchestrationDestination
  source_transfer?: Leg
  destination_transfer?: Leg
  status: 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'PENDING' | 'REJECTED'
  fail_reason?: Readonly<{ detail: string }>
  orchestration_rule_id?: string | undefined
  created_at: string
  updated_at: string
  metadata?: Readonly<Record<string, string>> | undefined
}>
type Inner = Readonly<{ plan?: 'fail' | 'reject' }>
type KeptOrchestration = Kept<Orchestration, Inner>

const destinationSchema = z
  .object({
    profile: z.object({ profile_id: uuidSchema }).optional(),
    fiat: z.object({ bank_account_id: uuidSchema, memo: z.string().optional() }).optional(),
    crypto: z.object({ address: z.string(), network: z.string() }).optional(),
  })
  .refine(
    (each) => Object.values(each).filter((value) => value !== undefined).length === 1,
    'exactly one must be set',
  )

const schema = z.object({
  ref_id: z.string().min(1),
  source_asset: z.string(),
  destination_asset: z.string(),
  source_amount: amountSchema,
  source: z.object({ profile: z.object({ profile_id: uuidSchema }) }),
  destination: destinationSchema,
  metadata: metadataSchema,
  identity_id: uuidSchema.optional(),
})

function tell(world: World, wire: Orchestration): void {
  if (wire.status === 'PENDING' || wire.status === 'REJECTED') return
  const { id, ref_id, status, orchestration_rule_id } = wire
  addEvent(world, {
    type: `orchestration.${status.toLowerCase()}`,
    object_type: 'orchestration_status_change',
    object: { id, ref_id, status, orchestration_rule_id },
  })
}

function change(world: World, kept: KeptOrchestration, changes: Partial<Orchestration>): KeptOrchestration {
  const atNs = world.stamp()
  const wire = { ...kept.wire, ...changes, updated_at: formatInstant(atNs) }
  world.store.change('orchestration', kept.id, atNs, wire, kept.inner)
  if (wire.status !== kept.wire.status) tell(world, wire)
  return { ...kept, wire }
}

function checkAssets(
  source: string,
  destination: string,
  amount: bigint,
  to: OrchestrationDestination,
): void {
  for (const asset of [source, destination])
    if (!(asset in conversionDecimals)) throw badRequest(`asset ${asset} is not supported`)
  const decimals = Math.min(conversionDecimals[source] ?? 0, conversionDecimals[destination] ?? 0)
  if (!fitsDecimals(amount, decimals))
    throw new Problem('exceed-precision', 400, `${source} to ${destination} works with ${decimals} decimals`)
  if (to.fiat && destination !== 'USD') throw badRequest('a bank account takes USD')
}

/** @throws {Problem} when the money cannot go there */
export function checkDestination(
  world: World,
  asset: string,
  amount: bigint,
  to: OrchestrationDestination,
): void {
  if (to.profile) getProfile(world, to.profile.profile_id)
  if (to.fiat) checkMemo(getApprovedAccount(world, to.fiat.bank_account_id), to.fiat.memo)
  if (to.crypto) {
    const target = { asset, network: to.crypto.network, address: to.crypto.address }
    checkAsset(world, target)
    checkAddress(world, target)
    checkTravelRule(world, target, amount)
  }
}

/**
 * Makes the transfers. One that leaves the house is one row whose `balance_asset` is the source asset, so that balances are
 * always the sum of the rows.
 */
function startLegs(world: World, kept: KeptOrchestration): KeptOrchestration {
  const { wire } = kept
  const amount = amountOf(wire.source_amount)
  const groupId = world.uuid()
  const facts = { profileId: wire.profile_id, amount, fee: 0n, groupId, balanceAsset: wire.source_asset }
  const { fiat, crypto } = wire.destination
  const leg = (transfer: Transfer): Leg => ({ transfer_id: transfer.id, status: transfer.status })
  if (fiat) {
    const account = getApprovedAccount(world, fiat.bank_account_id)
    const sent = addFiatWithdrawal(world, {
      ...facts,
      account,
      memo: fiat.memo,
      metadata: wire.metadata,
    }).wire
    return change(world, kept, {
      source_transfer: wire.source_transfer ?? leg(sent),
      destination_transfer: leg(sent),
    })
  }
  if (crypto) {
    const more = { metadata: wire.metadata }
    const sent = addWithdrawal(world, { ...facts, ...crypto, asset: wire.destination_asset, more }).wire
    return change(world, kept, {
      source_transfer: wire.source_transfer ?? leg(sent),
      destination_transfer: leg(sent),
    })
  }
  const out = addTransfer(world, {
    ...facts,
    type: 'INTERNAL_TRANSFER_DEBIT',
    status: 'COMPLETED',
    asset: wire.source_asset,
    more: { metadata: wire.metadata },
  })
  return change(world, kept, { source_transfer: wire.source_transfer ?? leg(out.wire) })
}

type Facts = Readonly<{
  profileId: string
  refId: string
  sourceAsset: string
  destinationAsset: string
  amount: bigint
  source: unknown
  sourceTransfer?: Leg
  destination: OrchestrationDestination
  ruleId?: string
  metadata?: Readonly<Record<string, string>> | undefined
}>

/** Starts an orchestration: the source is debited at once. */
function addOrchestration(world: World, facts: Facts): Orchestration {
  debit(world, facts.profileId, facts.sourceAsset, facts.amount)
  const outcome = world.outcomes.take('orchestration')
  const id = world.uuid()
  const atNs = world.stamp()
  const wire: Orchestration = {
    id,
    profile_id: facts.profileId,
    identity_id: zeroUuid,
    account_id: zeroUuid,
    customer_id: world.customerId,
    ref_id: facts.refId,
    source_asset: facts.sourceAsset,
    source_amount: formatAmount(facts.amount),
    destination_asset: facts.destinationAsset,
    source: facts.source,
    destination: facts.destination,
    ...(facts.sourceTransfer && { source_transfer: facts.sourceTransfer }),
    status: outcome === undefined || outcome.kind === 'failed' ? 'PROCESSING' : 'PENDING',
    orchestration_rule_id: facts.ruleId,
    created_at: formatInstant(atNs),
    updated_at: formatInstant(atNs),
    metadata: facts.metadata,
    ...(outcome?.kind === 'failed' && { fail_reason: { detail: outcome.detail } }),
  }
  const inner: Inner =
    outcome?.kind === 'failed' ? { plan: 'fail' } : outcome?.kind === 'rejected' ? { plan: 'reject' } : {}
  world.store.add('orchestration', { id, ref: facts.refId, atNs, wire, inner })
  tell(world, wire)
  if (outcome?.kind !== 'pending') scheduleIn(world, world.terms().orchestrationSeconds, 'orchestration', id)
  const kept = { seq: 0, id, createdNs: atNs, updatedNs: atNs, wire, inner }
  return outcome === undefined ? startLegs(world, kept).wire : wire
}

function giveBack(world: World, kept: KeptOrchestration, status: 'FAILED' | 'REJECTED'): void {
  credit(world, kept.wire.profile_id, kept.wire.source_asset, amountOf(kept.wire.source_amount))
  change(world, kept, { status })
}

function receive(world: World, kept: KeptOrchestration, profileId: string): void {
  const { wire } = kept
  const amount = amountOf(wire.source_amount)
  const into = addTransfer(world, {
    profileId,
    type: 'INTERNAL_TRANSFER_CREDIT',
    status: 'COMPLETED',
    amount,
    fee: 0n,
    asset: wire.destination_asset,
    balanceAsset: wire.destination_asset,
    more: { metadata: wire.metadata },
  })
  credit(world, profileId, wire.destination_asset, amount)
  change(world, kept, {
    status: 'COMPLETED',
    destination_transfer: { transfer_id: into.id, status: 'COMPLETED' },
  })
}

/** Takes an orchestration as far as its transfers are; looks again a second later while one is on its way. */
export function advanceOrchestration(world: World, id: string): void {
  const kept = world.store.find<Orchestration, Inner>('orchestration', id)
  if (!kept || !['PROCESSING', 'PENDING'].includes(kept.wire.status)) return
  if (kept.inner.plan) return giveBack(world, kept, kept.inner.plan === 'fail' ? 'FAILED' : 'REJECTED')
  const { destination, destination_transfer: sent, source_transfer: source } = kept.wire
  if (destination.profile) return receive(world, kept, destination.profile.profile_id)
  const leg = sent && findTransfer(world, sent.transfer_id)?.wire
  if (!leg || leg.status === 'PENDING') return scheduleIn(world, 1, 'orchestration', id)
  const now: Leg = { transfer_id: leg.id, status: leg.status }
  change(world, kept, {
    status: leg.status,
    destination_transfer: now,
    ...(source?.transfer_id === leg.id && { source_transfer: now }),
    ...(leg.status === 'FAILED' && { fail_reason: { detail: 'the destination transfer failed' } }),
  })
}

/** An approver decides on an orchestration that waits. */
export function decideOrchestration(world: World, id: string, isApproved: boolean): void {
  const kept = world.store.find<Orchestration, Inner>('orchestration', id)
  if (kept?.wire.status !== 'PENDING') throw notFound(`no pending orchestration found for id: ${id}`)
  if (!isApproved) return giveBack(world, kept, 'REJECTED')
  startLegs(world, change(world, kept, { status: 'PROCESSING' }))
  scheduleIn(world, world.terms().orchestrationSeconds, 'orchestration', id)
}

/** What a rule needs to send money on. */
export type RuleFacts = Readonly<{
  profileId: string
  status: string
  sourceAsset: string
  destinationAsset: string
  source: unknown
  destination: OrchestrationDestination
}>

/**
 * A deposit on a rule's own instructions goes on by itself. A deleted rule's is only credited, and so is one of another
 * asset, or one that cannot go on.
 */
export function startRuleOrchestration(world: World, ruleId: string, deposit: Transfer): void {
  const rule = world.store.find<unknown, RuleFacts>('rule', ruleId)?.inner
  if (rule?.status !== 'ACTIVE' || rule.sourceAsset !== deposit.balance_asset) return
  const decimals = Math.min(
    conversionDecimals[rule.sourceAsset] ?? 0,
    conversionDecimals[rule.destinationAsset] ?? 0,
  )
  const unit = 10n ** BigInt(18 - decimals)
  const amount = (amountOf(deposit.total) / unit) * unit
  if (amount === 0n) return
  const facts: Facts = {
    profileId: rule.profileId,
    refId: `rule_${deposit.id}`,
    sourceAsset: rule.sourceAsset,
    destinationAsset: rule.destinationAsset,
    amount,
    source: rule.source,
    sourceTransfer: { transfer_id: deposit.id, status: 'COMPLETED' },
    destination: rule.destination,
    ruleId,
    metadata: deposit.metadata,
  }
  try {
    world.store.atomically(() => addOrchestration(world, facts))
  } catch (error) {
    // The deposit is credited all the same: only what was to happen with it cannot.
    if (!(error instanceof Problem)) throw error
    world.log.warn('A practice rule could not send a deposit on', { rule: ruleId, problem: error.message })
  }
}

const path = '/v2/orchestration/orchestrations'
const read = 'orchestration:read_orchestration'

export const orchestrationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path,
    scope: 'orchestration:write_orchestration',
    handle: (world, { body }) => {
      const asked = readBody(schema, body)
      refuseIdentity(asked)
      const existing = world.store.findByRef<Orchestration, Inner>('orchestration', asked.ref_id)
      if (existing) throw alreadyExists(`orchestration with ref_id ${asked.ref_id}`, existing.wire)
      const { id } = getProfile(world, asked.source.profile.profile_id)
      const amount = amountOf(asked.source_amount)
      checkAssets(asked.source_asset, asked.destination_asset, amount, asked.destination)
      checkDestination(world, asked.destination_asset, amount, asked.destination)
      return addOrchestration(world, {
        profileId: id,
        refId: asked.ref_id,
        sourceAsset: asked.source_asset,
        destinationAsset: asked.destination_asset,
        amount,
        source: asked.source,
        destination: asked.destination,
        metadata: asked.metadata,
      })
    },
  },
  {
    method: 'GET',
    path,
    scope: read,
    handle: (world, asked) =>
      answerPage<Orchestration, Inner>(world, asked, {
        kind: 'orchestration',
        envelope: 'orchestrations',
        alsoItems: true,
        limit: 100,
        limitMax: 1_000,
        order: 'DESC',
        ids: 'orchestration_id',
        refs: 'ref_id',
        keep: ({ wire }) =>
          allows(asked.query, 'orchestration_rule_id', wire.orchestration_rule_id) &&
          allows(asked.query, 'profile_id', wire.profile_id) &&
          allows(asked.query, 'source_asset', wire.source_asset) &&
          allows(asked.query, 'destination_asset', wire.destination_asset) &&
          allows(asked.query, 'status', wire.status),
      }),
  },
  {
    method: 'GET',
    path: `${path}/:id`,
    scope: read,
    handle: (world, { params }) => {
      const found = world.store.find<Orchestration, Inner>('orchestration', params['id'] ?? '')
      if (!found) throw notFound(`no orchestration found for id: ${params['id'] ?? ''}`)
      return found.wire
    },
  },
]
