import { z } from '../../../../shared/contract/z.ts'
import { amountOf } from './amounts.ts'
import { credit } from './balances.ts'
import { startRuleOrchestration } from './orchestrations.ts'
import { allows, answerPage } from './pages.ts'
import { alreadyExists, badRequest, notFound } from './problems.ts'
import { getProfile } from './profiles.ts'
import { metadataSchema, readBody, refuseIdentity, uuidSchema, type Route } from './route.ts'
import { addTransfer, changeTransfer, findTransfer, totalOf } from './transfers.ts'
import { addInstructions, type DepositInstructions, type InstructionsInner } from './funding-memo.ts'
import { scheduleIn, type World } from './world.ts'

const schema = z.object({
  profile_id: uuidSchema,
  fiat_network: z.enum(['WIRE', 'DBS_ACT', 'CUBIX', 'SCB', 'RTP']),
  routing_number_type: z.enum(['ABA', 'SWIFT']).optional(),
  ref_id: z.string().min(1).optional(),
  identity_id: uuidSchema.optional(),
  account_id: uuidSchema.optional(),
  metadata: metadataSchema,
})

const path = '/v2/transfer/fiat-deposit-instructions'
const read = 'transfer:read_fiat_deposit_instructions'

/**
 * A wire with a memo arrives: PENDING now, credited by the clock, its fee deducted.
 * @throws {Problem} 400 for a memo nobody has: the real one is handled by hand
 */
export function receiveFiat(world: World, memoId: string, amount: string): void {
  const found = world.store.findByLookup<DepositInstructions, InstructionsInner>(
    'depositInstructions',
    memoId,
  )[0]
  if (!found) throw badRequest(`memo_id ${memoId} is unknown`)
  const { fiat_network: network } = found.inner
  const type = network === 'CUBIX' ? 'CUBIX_DEPOSIT' : network === 'RTP' ? 'RTP_DEPOSIT' : 'WIRE_DEPOSIT'
  const fee = type === 'WIRE_DEPOSIT' ? amountOf(world.terms().wireDepositFee) : 0n
  if (amountOf(amount) <= fee) throw badRequest('amount does not cover the deposit fee')
  const added = addTransfer(world, {
    profileId: found.wire.profile_id,
    type,
    status: 'PENDING',
    amount: amountOf(amount),
    fee,
    asset: 'USD',
    balanceAsset: 'USD',
    more: { memo: memoId, metadata: found.wire.metadata },
    inner: { ruleId: found.inner.ruleId },
  })
  scheduleIn(world, world.terms().depositSeconds, 'fiatDeposit', added.id)
}

/** A wire is credited. */
export function endFiatDeposit(world: World, id: string): void {
  const found = findTransfer(world, id)
  if (!found || found.wire.status !== 'PENDING') return
  const { wire, inner } = changeTransfer(world, found, { status: 'COMPLETED' })
  credit(world, wire.profile_id, 'USD', totalOf(found))
  if (inner.ruleId !== undefined) startRuleOrchestration(world, inner.ruleId, wire)
}

export const depositInstructionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path,
    scope: 'transfer:write_fiat_deposit_instructions',
    handle: (world, { body }) => {
      const asked = readBody(schema, body)
      refuseIdentity(asked)
      const existing =
        asked.ref_id === undefined
          ? undefined
          : world.store.findByRef<DepositInstructions, InstructionsInner>('depositInstructions', asked.ref_id)
      if (existing) throw alreadyExists(`deposit instructions with ref_id ${asked.ref_id}`, existing.wire)
      const { id: profileId } = getProfile(world, asked.profile_id)
      const { fiat_network: network, routing_number_type: routingType, ref_id: refId, metadata } = asked
      return addInstructions(world, { profileId, network, routingType, refId, metadata })
    },
  },
  {
    method: 'GET',
    path,
    scope: read,
    handle: (world, asked) =>
      answerPage<DepositInstructions, InstructionsInner>(world, asked, {
        kind: 'depositInstructions',
        envelope: 'items',
        limit: 100,
        limitMax: 1_000,
        order: 'DESC',
        ids: 'ids',
        refs: 'ref_ids',
        keep: ({ wire, inner }) =>
          inner.ruleId === undefined && allows(asked.query, 'profile_ids', wire.profile_id),
      }),
  },
  {
    method: 'GET',
    path: `${path}/:id`,
    scope: read,
    handle: (world, { params }) => {
      const found = world.store.find<DepositInstructions, InstructionsInner>(
        'depositInstructions',
        params['id'] ?? '',
      )
      if (!found) throw notFound(`no deposit instructions found for id: ${params['id'] ?? ''}`)
      return found.wire
    },
  },
]
