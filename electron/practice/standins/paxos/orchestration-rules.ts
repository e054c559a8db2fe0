import type { infer as Infer } from 'zod'
import { z } from '../../../../shared/contract/z.ts'
import { addDepositAddress } from './deposit-addresses.ts'
import { addInstructions } from './funding-memo.ts'
import { formatInstant } from './instants.ts'
import { checkDestination, type OrchestrationDestination, type RuleFacts } from './orchestrations.ts'
import { allows, answerPage } from './pages.ts'
import { alreadyExists, badRequest, notFound } from './problems.ts'
import { getProfile } from './profiles.ts'
import { readBody, uuidSchema, type Route } from './route.ts'
import { zeroUuid, type World } from './world.ts'

/** Rules name Polygon otherwise than transfers do. */
const networks = { ETHEREUM: 'ETHEREUM', SOLANA: 'SOLANA', BASE: 'BASE', POLYGON: 'POLYGON_POS' } as const

const schema = z.object({
  ref_id: z.string().min(1),
  profile_id: uuidSchema,
  source_asset: z.string(),
  destination_asset: z.string(),
  nickname: z.string().max(100).optional(),
  source: z.object({
    crypto: z.object({ network: z.enum(['ETHEREUM', 'SOLANA', 'BASE', 'POLYGON']) }).optional(),
    fiat: z
      .object({ network: z.enum(['WIRE', 'CUBIX']), account_type: z.enum(['SWIFT', 'ABA']).optional() })
      .optional(),
  }),
  destination: z
    .object({
      profile: z.object({ profile_id: uuidSchema }).optional(),
      fiat: z.object({ fiat_account_id: uuidSchema, memo: z.string().optional() }).optional(),
      crypto: z.object({ address: z.string(), network: z.string() }).optional(),
    })
    .refine(
      (each) => Object.values(each).filter((value) => value !== undefined).length === 1,
      'exactly one must be set',
    ),
})

type Rule = Readonly<{
  id: string
  ref_id: string
  nickname: string
  profile_id: string
  identity_id: string
  account_id: string
  status: 'ACTIVE' | 'PENDING' | 'REJECTED' | 'DELETED'
  source_asset: string
  destination_asset: string
  source: unknown
  destination: unknown
  created_at: string
}>

function makeSource(world: World, ruleId: string, asked: Infer<typeof schema>): Record<string, unknown> {
  const { crypto, fiat } = asked.source
  if ((crypto === undefined) === (fiat === undefined)) throw badRequest('source: exactly one must be set')
  if (crypto) {
    const { id, address } = addDepositAddress(world, {
      profileId: asked.profile_id,
      network: networks[crypto.network],
      target: 'NO_CONVERSION',
      ruleId,
    })
    return { crypto: { address_id: id, address, network: crypto.network } }
  }
  const network = fiat?.network ?? 'WIRE'
  const routingType = fiat?.account_type
  const made = addInstructions(world, { profileId: asked.profile_id, network, routingType, ruleId })
  return {
    fiat: { deposit_instructions_id: made.id, network, account_type: routingType, memo_id: made.memo_id },
  }
}

function create(world: World, asked: Infer<typeof schema>): Rule {
  const existing = world.store.findByRef<Rule, RuleFacts>('rule', asked.ref_id)
  if (existing) throw alreadyExists(`rule with ref_id ${asked.ref_id}`, existing.wire)
  getProfile(world, asked.profile_id)
  const { fiat, crypto, profile } = asked.destination
  const destination: OrchestrationDestination = fiat
    ? { fiat: { bank_account_id: fiat.fiat_account_id, memo: fiat.memo } }
    : { crypto, profile }
  checkDestination(world, asked.destination_asset, 0n, destination)
  const id = world.uuid()
  const source = makeSource(world, id, asked)
  const atNs = world.stamp()
  const rule: Rule = {
    id,
    ref_id: asked.ref_id,
    nickname: asked.nickname ?? '',
    profile_id: asked.profile_id,
    identity_id: zeroUuid,
    account_id: zeroUuid,
    status: world.outcomes.take('rule') ?? 'ACTIVE',
    source_asset: asked.source_asset,
    destination_asset: asked.destination_asset,
    source,
    destination: asked.destination,
    created_at: formatInstant(atNs),
  }
  const inner: RuleFacts = {
    profileId: asked.profile_id,
    status: rule.status,
    sourceAsset: asked.source_asset,
    destinationAsset: asked.destination_asset,
    source,
    destination,
  }
  world.store.add('rule', { id, ref: asked.ref_id, atNs, wire: rule, inner })
  return rule
}

const path = '/v2/orchestration/rules'
const write = 'orchestration:write_orchestration_rule'

export const orchestrationRuleRoutes: readonly Route[] = [
  {
    method: 'POST',
    path,
    scope: write,
    handle: (world, { body }) => ({ rule: create(world, readBody(schema, body)) }),
  },
  {
    method: 'GET',
    path,
    scope: 'orchestration:read_orchestration_rule',
    handle: (world, asked) =>
      answerPage<Rule, RuleFacts>(world, asked, {
        kind: 'rule',
        envelope: 'rules',
        alsoItems: true,
        limit: 100,
        limitMax: 1_000,
        order: 'DESC',
        ids: 'ids',
        keep: ({ wire }) =>
          allows(asked.query, 'profile_id', wire.profile_id) &&
          allows(asked.query, 'status', wire.status) &&
          allows(asked.query, 'source_asset', wire.source_asset) &&
          allows(asked.query, 'destination_asset', wire.destination_asset),
      }),
  },
  {
    method: 'DELETE',
    path: `${path}/:id`,
    scope: write,
    handle: (world, { params }) => {
      const found = world.store.find<Rule, RuleFacts>('rule', params['id'] ?? '')
      if (!found || found.wire.status === 'DELETED')
        throw notFound(`no rule found for id: ${params['id'] ?? ''}`)
      const rule: Rule = { ...found.wire, status: 'DELETED' }
      world.store.change('rule', rule.id, world.stamp(), rule, { ...found.inner, status: 'DELETED' })
      return { rule }
    },
  },
]
