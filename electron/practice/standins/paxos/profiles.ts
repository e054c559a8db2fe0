import { z } from '../../../../shared/contract/z.ts'
import { formatAmount } from './amounts.ts'
import { availableOf } from './balances.ts'
import { allows, answerPage } from './pages.ts'
import { alreadyExists, badRequest, notFound } from './problems.ts'
import { readBody, type Route } from './route.ts'
import type { Kept } from './store.ts'
import { zeroUuid, type World } from './world.ts'

type Profile = Readonly<{
  id: string
  nickname: string
  type: 'DEFAULT' | 'NORMAL'
  description: string
  account_id: string
}>
type Inner = Readonly<{ isDeactivated: boolean }>

/** Assets that a balance list always names. */
const usualAssets = ['USD', 'PYUSD', 'USDC', 'USDG', 'USDP']

const read = 'funding:read_profile'
const write = 'funding:write_profile'
const nicknameSchema = z.string().min(1).max(100)

/** Adds a profile; nicknames are unique whatever their case. */
export function addProfile(
  world: World,
  facts: Readonly<{ nickname: string; type: Profile['type']; description?: string | undefined }>,
): Profile {
  const ref = facts.nickname.toLowerCase()
  const existing = world.store.findByRef<Profile, Inner>('profile', ref)
  if (existing) throw alreadyExists(`profile with nickname ${facts.nickname}`, existing.wire)
  const profile: Profile = {
    id: world.uuid(),
    nickname: facts.nickname,
    type: facts.type,
    description: facts.description ?? '',
    account_id: zeroUuid,
  }
  const inner: Inner = { isDeactivated: false }
  const lookup = facts.type === 'DEFAULT' ? 'default' : undefined
  world.store.add('profile', { id: profile.id, ref, lookup, atNs: world.stamp(), wire: profile, inner })
  return profile
}

/**
 * The profile of an id, or of `default`.
 * @throws {Problem} 404
 */
export function getProfile(world: World, id: string): Kept<Profile, Inner> {
  const found =
    id === 'default'
      ? world.store.findByLookup<Profile, Inner>('profile', 'default')[0]
      : world.store.find<Profile, Inner>('profile', id)
  if (!found || found.inner.isDeactivated) throw notFound(`no profile found for id: ${id}`)
  return found
}

function balanceRow(world: World, profileId: string, asset: string) {
  return { asset, available: formatAmount(availableOf(world, profileId, asset)), trading: '0' }
}

const listRoute: Route = {
  method: 'GET',
  path: '/v2/profiles',
  scope: read,
  handle: (world, asked) => {
    const nickname = asked.query.get('nickname')?.toLowerCase()
    return answerPage<Profile, Inner>(world, asked, {
      kind: 'profile',
      envelope: 'items',
      limit: 1_000,
      limitMax: 1_000,
      order: 'ASC',
      keep: ({ wire, inner }) =>
        !inner.isDeactivated &&
        allows(asked.query, 'ids', wire.id) &&
        (nickname === undefined || wire.nickname.toLowerCase().startsWith(nickname)),
    })
  },
}

const createRoute: Route = {
  method: 'POST',
  path: '/v2/profiles',
  scope: write,
  handle: (world, { body }) => {
    const schema = z.object({ nickname: nicknameSchema, description: z.string().max(500).optional() })
    return addProfile(world, { ...readBody(schema, body), type: 'NORMAL' })
  },
}

const deactivateRoute: Route = {
  method: 'PUT',
  path: '/v2/profiles/:id/deactivate',
  scope: write,
  handle: (world, { params }) => {
    const { id, wire } = getProfile(world, params['id'] ?? '')
    if ([...world.store.balances(id).values()].some((amount) => amount > 0n))
      throw badRequest('profile must have zero balances')
    world.store.change('profile', id, world.stamp(), wire, { isDeactivated: true } satisfies Inner)
    return wire
  },
}

export const profileRoutes: readonly Route[] = [
  listRoute,
  createRoute,
  deactivateRoute,
  {
    method: 'GET',
    path: '/v2/profiles/:id',
    scope: read,
    handle: (world, { params }) => getProfile(world, params['id'] ?? '').wire,
  },
  {
    method: 'GET',
    path: '/v2/profiles/:id/balances',
    scope: read,
    handle: (world, { params, query }) => {
      const { id } = getProfile(world, params['id'] ?? '')
      const asked = query.getAll('assets')
      const held = [...new Set([...usualAssets, ...world.store.balances(id).keys()])]
      return { items: (asked.length > 0 ? asked : held).map((asset) => balanceRow(world, id, asset)) }
    },
  },
  {
    method: 'GET',
    path: '/v2/profiles/:id/balances/:asset',
    scope: read,
    handle: (world, { params }) =>
      balanceRow(world, getProfile(world, params['id'] ?? '').id, params['asset'] ?? ''),
  },
]
