import { createHash } from 'node:crypto'
import { isAddress } from 'viem'
import { z } from '../../../../shared/contract/z.ts'
import { formatInstant } from './instants.ts'
import { allows, answerPage } from './pages.ts'
import { alreadyExists, badRequest } from './problems.ts'
import { getProfile } from './profiles.ts'
import { metadataSchema, readBody, refuseIdentity, uuidSchema, type Route } from './route.ts'
import { zeroUuid, type World } from './world.ts'

/** EVM networks share an address: money shown as one may arrive on another. */
const evmNetworks = ['ETHEREUM', 'POLYGON_POS', 'BASE', 'ARBITRUM_ONE', 'INK', 'XLAYER'] as const

const networks = [...evmNetworks, 'SOLANA'] as const

/** A deposit address as the API shows it. */
export type DepositAddress = Readonly<{
  id: string
  profile_id: string
  customer_id: string
  crypto_network: string
  identity_id: string
  account_id: string
  ref_id?: string | undefined
  address: string
  conversion_target_asset: 'NO_CONVERSION' | 'USD'
  compatible_crypto_networks: readonly string[]
  metadata?: Readonly<Record<string, string>> | undefined
  created_at: string
}>
type Inner = Readonly<{ ruleId?: string | undefined }>

/** True for a network whose addresses look like Ethereum's. */
export function isEvm(network: string): boolean {
  return evmNetworks.some((each) => each === network)
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** 32 bytes as Solana writes an address; nobody holds its key. */
function solanaAddress(seed: string): string {
  let rest = BigInt(`0x${createHash('sha256').update(seed).digest('hex')}`)
  let text = ''
  while (rest > 0n) {
    text = `${base58[Number(rest % 58n)] ?? ''}${text}`
    rest /= 58n
  }
  return text
}

function lookupOf(address: string): string {
  return isAddress(address, { strict: false }) ? address.toLowerCase() : address
}

/** Makes an address; a rule has one too. */
export function addDepositAddress(
  world: World,
  facts: Readonly<{
    profileId: string
    network: string
    refId?: string | undefined
    metadata?: Readonly<Record<string, string>> | undefined
    target: DepositAddress['conversion_target_asset']
    ruleId?: string
  }>,
): DepositAddress {
  const index = world.store.count('depositAddress')
  const made = isEvm(facts.network) ? world.addressAt(index) : solanaAddress(`${world.customerId}:${index}`)
  const id = world.uuid()
  const atNs = world.stamp()
  const wire: DepositAddress = {
    id,
    profile_id: facts.profileId,
    customer_id: world.customerId,
    crypto_network: facts.network,
    identity_id: zeroUuid,
    account_id: zeroUuid,
    ref_id: facts.refId,
    address: world.outcomes.take('addressString') ?? made,
    conversion_target_asset: facts.target,
    compatible_crypto_networks: isEvm(facts.network) ? evmNetworks : [facts.network],
    metadata: facts.metadata,
    created_at: formatInstant(atNs),
  }
  const inner: Inner = { ruleId: facts.ruleId }
  world.store.add('depositAddress', {
    id,
    ref: facts.refId,
    lookup: lookupOf(wire.address),
    atNs,
    wire,
    inner,
  })
  return wire
}

/** Our deposit address of a string, the oldest when several rows share it. */
export function findDepositAddress(world: World, address: string) {
  return world.store.findByLookup<DepositAddress, Inner>('depositAddress', lookupOf(address))[0]
}

const schema = z.object({
  profile_id: uuidSchema,
  crypto_network: z.string(),
  ref_id: z.string().min(1).optional(),
  identity_id: uuidSchema.optional(),
  account_id: uuidSchema.optional(),
  metadata: metadataSchema,
  conversion_target_asset: z.enum(['NO_CONVERSION', 'USD']).default('NO_CONVERSION'),
})

const createRoute: Route = {
  method: 'POST',
  path: '/v2/transfer/deposit-addresses',
  scope: 'transfer:write_deposit_address',
  handle: (world, { body }) => {
    const asked = readBody(schema, body)
    refuseIdentity(asked)
    const existing =
      asked.ref_id === undefined
        ? undefined
        : world.store.findByRef<DepositAddress, Inner>('depositAddress', asked.ref_id)
    if (existing) throw alreadyExists(`deposit address with ref_id ${asked.ref_id}`, existing.wire)
    const { id } = getProfile(world, asked.profile_id)
    if (!networks.some((network) => network === asked.crypto_network))
      throw badRequest(`crypto_network ${asked.crypto_network} is not supported`)
    return addDepositAddress(world, {
      profileId: id,
      network: asked.crypto_network,
      refId: asked.ref_id,
      metadata: asked.metadata,
      target: asked.conversion_target_asset,
    })
  },
}

export const depositAddressRoutes: readonly Route[] = [
  createRoute,
  {
    method: 'GET',
    path: '/v2/transfer/deposit-addresses',
    scope: 'transfer:read_deposit_address',
    handle: (world, asked) =>
      answerPage<DepositAddress, Inner>(world, asked, {
        kind: 'depositAddress',
        envelope: 'items',
        limit: 100,
        limitMax: 1_000,
        order: 'DESC',
        ids: 'ids',
        refs: 'ref_ids',
        keep: ({ wire, inner }) =>
          inner.ruleId === undefined &&
          allows(asked.query, 'profile_ids', wire.profile_id) &&
          allows(asked.query, 'networks', wire.crypto_network),
      }),
  },
]
