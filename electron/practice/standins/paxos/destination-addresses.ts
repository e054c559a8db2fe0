import type { infer as Infer } from 'zod'
import { z } from '../../../../shared/contract/z.ts'
import { formatInstant } from './instants.ts'
import { allows, answerPage } from './pages.ts'
import { badRequest, notFound } from './problems.ts'
import { readBody, uuidSchema, type Route } from './route.ts'
import { zeroUuid, type World } from './world.ts'

const place = z.object({ country: z.string().length(3) }).catchall(z.string())
const travelRuleSchema = z.object({
  custodian_type: z.enum(['VASP', 'PRIVATE']),
  vasp: z
    .object({
      id: z.string().optional(),
      custom_vasp_name: z.string().optional(),
      custom_vasp_website: z.string().optional(),
    })
    .optional(),
  beneficiary: z
    .object({
      person_details: z
        .object({ first_name: z.string(), last_name: z.string(), physical_address: place.optional() })
        .optional(),
      institution_details: z.object({ name: z.string(), physical_address: place.optional() }).optional(),
      self: z.boolean().optional(),
    })
    .optional(),
  transfer_purpose: z.string().optional(),
})

const schema = z.object({
  id: uuidSchema.optional(),
  crypto_network: z.string().optional(),
  address: z.string().optional(),
  identity_id: uuidSchema.optional(),
  nickname: z.string().max(100).optional(),
  bookmarked_status: z.boolean().optional(),
  travelrule_metadata: travelRuleSchema.optional(),
})

type Saved = Readonly<{
  id: string
  identity_id: string
  crypto_network: string
  address: string
  nickname: string
  status: 'PENDING' | 'APPROVED' | 'REJECTED'
  created_at: string
  bookmarked: boolean
  policy_execution_id: string
  travelrule_metadata?: Infer<typeof travelRuleSchema> | undefined
}>

function refOf(network: string, address: string): string {
  return `${network}:${address.startsWith('0x') ? address.toLowerCase() : address}`
}

/** True when the address was saved with data that satisfies the travel rule. */
export function hasTravelRuleData(world: World, network: string, address: string): boolean {
  const saved = world.store.findByRef<Saved, unknown>('destinationAddress', refOf(network, address))
  const data = saved?.wire.travelrule_metadata
  if (!data?.beneficiary) return false
  return data.custodian_type === 'PRIVATE' || data.vasp !== undefined
}

function find(world: World, asked: Infer<typeof schema>) {
  if (asked.id !== undefined) {
    const found = world.store.find<Saved, unknown>('destinationAddress', asked.id)
    if (!found) throw notFound(`no destination address found for id: ${asked.id}`)
    return found
  }
  if (asked.crypto_network === undefined || asked.address === undefined)
    throw badRequest('id or crypto_network and address must be set')
  return world.store.findByRef<Saved, unknown>(
    'destinationAddress',
    refOf(asked.crypto_network, asked.address),
  )
}

function put(world: World, asked: Infer<typeof schema>): Saved {
  const existing = find(world, asked)?.wire
  const atNs = world.stamp()
  const { crypto_network = '', address = '' } = existing ?? asked
  if (asked.travelrule_metadata?.custodian_type === 'VASP' && !asked.travelrule_metadata.vasp)
    throw badRequest('travelrule_metadata.vasp must be set')
  const saved: Saved = {
    id: existing?.id ?? world.uuid(),
    identity_id: zeroUuid,
    crypto_network,
    address,
    nickname: asked.nickname ?? existing?.nickname ?? '',
    status: 'APPROVED',
    created_at: existing?.created_at ?? formatInstant(atNs),
    bookmarked: asked.bookmarked_status ?? existing?.bookmarked ?? false,
    policy_execution_id: zeroUuid,
    travelrule_metadata: asked.travelrule_metadata ?? existing?.travelrule_metadata,
  }
  if (existing) world.store.change('destinationAddress', saved.id, atNs, saved, {})
  else
    world.store.add('destinationAddress', {
      id: saved.id,
      ref: refOf(crypto_network, address),
      atNs,
      wire: saved,
    })
  return saved
}

export const destinationAddressRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/v2/transfer/crypto-destination-address',
    scope: 'transfer:write_crypto_destination_address',
    handle: (world, { body }) => ({ address: put(world, readBody(schema, body)) }),
  },
  {
    method: 'GET',
    path: '/v2/transfer/crypto-destination-addresses',
    scope: 'transfer:read_crypto_destination_address',
    handle: (world, asked) =>
      answerPage<Saved, unknown>(world, asked, {
        kind: 'destinationAddress',
        envelope: 'addresses',
        limit: 100,
        limitMax: 1_000,
        order: 'DESC',
        ids: 'ids',
        keep: ({ wire }) =>
          allows(asked.query, 'crypto_networks', wire.crypto_network) &&
          allows(asked.query, 'addresses', wire.address) &&
          allows(asked.query, 'nicknames', wire.nickname) &&
          allows(asked.query, 'bookmarked_status', String(wire.bookmarked)),
      }),
  },
]
