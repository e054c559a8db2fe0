import type { infer as Infer } from 'zod'
import { z } from '../../../../shared/contract/z.ts'
import { formatInstant } from './instants.ts'
import { answerPage } from './pages.ts'
import { alreadyExists, badRequest, notFound } from './problems.ts'
import { metadataSchema, readBody, refuseIdentity, uuidSchema, type Route } from './route.ts'
import type { Kept } from './store.ts'
import { scheduleIn, zeroUuid, type World } from './world.ts'

const place = z.object({
  country: z.string().min(2),
  address1: z.string().optional(),
  address2: z.string().optional(),
  city: z.string().optional(),
  province: z.string().optional(),
  zip_code: z.string().optional(),
})
const routing = z.object({
  routing_number_type: z.enum(['ABA', 'SWIFT']),
  routing_number: z.string().min(1),
  bank_name: z.string().min(1),
  bank_address: place,
})
const wire = z.object({
  account_number: z.string().min(1),
  fiat_account_owner_address: place,
  routing_details: routing,
  intermediary_routing_details: routing.optional(),
})
const number = z.object({ account_number: z.string().min(1) })

/** How a bank is reached: exactly one network. */
const instructionsSchema = z
  .object({
    wire: wire.optional(),
    cubix: z.object({ account_id: z.string().min(1) }).optional(),
    dbs_act: number.optional(),
    scb: number.optional(),
    rtp: number.extend({ routing_details: z.object({ routing_number: z.string().min(1) }) }).optional(),
  })
  .refine(
    (each) => Object.values(each).filter((value) => value !== undefined).length === 1,
    'exactly one must be set',
  )

/** Who owns a bank account: a person or an institution. */
const ownerSchema = z
  .object({
    person_details: z.object({ first_name: z.string().min(1), last_name: z.string().min(1) }).optional(),
    institution_details: z.object({ name: z.string().min(1) }).optional(),
  })
  .refine(
    (owner) => Object.values(owner).filter((value) => value !== undefined).length === 1,
    'exactly one must be set',
  )

type Instructions = Infer<typeof instructionsSchema>

/** A bank account as the API shows it by id. */
export type FiatAccount = Readonly<{
  id: string
  ref_id?: string | undefined
  identity_id: string
  account_id: string
  fiat_account_owner?: Infer<typeof ownerSchema> | undefined
  fiat_network_instructions: Instructions
  status: 'PENDING' | 'APPROVED' | 'REJECTED'
  metadata?: Readonly<Record<string, string>> | undefined
  created_at: string
  updated_at: string
}>
type Inner = Readonly<{ isDeleted: boolean; review: 'APPROVED' | 'REJECTED' }>
type KeptAccount = Kept<FiatAccount, Inner>

const createSchema = z.object({
  ref_id: z.string().min(1).optional(),
  identity_id: uuidSchema.optional(),
  account_id: uuidSchema.optional(),
  fiat_account_owner: ownerSchema,
  fiat_network_instructions: instructionsSchema,
  metadata: metadataSchema,
})
const updateSchema = createSchema.partial().omit({ ref_id: true, identity_id: true, account_id: true })

function lastFour(text: string): string {
  return text.slice(-4).padStart(text.length, '*')
}

/** A list shows the last four digits and no owner. */
function masked({ wire: account }: KeptAccount): unknown {
  const { fiat_account_owner: _, fiat_network_instructions: full, ...rest } = account
  const hide = <T extends { account_number: string }>(each: T | undefined) =>
    each && { ...each, account_number: lastFour(each.account_number) }
  const hidden = {
    ...full,
    wire: hide(full.wire),
    dbs_act: hide(full.dbs_act),
    scb: hide(full.scb),
    rtp: hide(full.rtp),
  }
  if (hidden.wire)
    delete (hidden.wire as Partial<NonNullable<Instructions['wire']>>).fiat_account_owner_address
  return { ...rest, fiat_network_instructions: hidden }
}

function get(world: World, id: string, withDeleted = false): KeptAccount {
  const found = world.store.find<FiatAccount, Inner>('fiatAccount', id)
  if (!found || (found.inner.isDeleted && !withDeleted)) throw notFound(`no fiat account found for id: ${id}`)
  return found
}

/**
 * The bank account of an id, ready to be paid to.
 * @throws {Problem} 404, or 400 until it is approved
 */
export function getApprovedAccount(world: World, id: string): FiatAccount {
  const { wire: account } = get(world, id)
  if (account.status !== 'APPROVED')
    throw badRequest(`invalid status ${account.status} for fiat account ${id}: must be approved`)
  return account
}

function review(world: World, id: string): Pick<Inner, 'review'> {
  scheduleIn(world, world.terms().fiatReviewSeconds, 'fiatReview', id)
  return { review: world.outcomes.take('fiatAccount') ?? 'APPROVED' }
}

/** Long enough to see an account under review on the first day, and short enough to see it approved. */
const openingReviewSeconds = 120

function addPracticeAccount(world: World, accountNumber: string, status: 'PENDING' | 'APPROVED'): string {
  const id = world.uuid()
  const atNs = world.stamp()
  const bank_address = { country: 'US', city: 'New York', province: 'NY' }
  const routing_details = {
    routing_number_type: 'ABA',
    routing_number: '021000000',
    bank_name: 'Practice Bank',
    bank_address,
  } as const
  const account: FiatAccount = {
    id,
    identity_id: zeroUuid,
    account_id: zeroUuid,
    fiat_account_owner: { institution_details: { name: 'Practice Shop' } },
    fiat_network_instructions: {
      wire: { account_number: accountNumber, fiat_account_owner_address: bank_address, routing_details },
    },
    status,
    created_at: formatInstant(atNs),
    updated_at: formatInstant(atNs),
  }
  const inner: Inner = { isDeleted: false, review: 'APPROVED' }
  world.store.add('fiatAccount', { id, ref: undefined, atNs, wire: account, inner })
  return id
}

/** Two bank accounts to practise with: one whose review goes on for a while, and the newer one, reviewed before anybody came. */
export function addOpeningAccounts(world: World): void {
  scheduleIn(world, openingReviewSeconds, 'fiatReview', addPracticeAccount(world, '000987654321', 'PENDING'))
  addPracticeAccount(world, '000123456789', 'APPROVED')
}

/** The review of an account ends. */
export function endFiatReview(world: World, id: string): void {
  const found = world.store.find<FiatAccount, Inner>('fiatAccount', id)
  if (!found || found.wire.status !== 'PENDING') return
  const atNs = world.stamp()
  const account = { ...found.wire, status: found.inner.review, updated_at: formatInstant(atNs) }
  world.store.change('fiatAccount', id, atNs, account, found.inner)
}

const path = '/v2/transfer/fiat-accounts'
const read = 'transfer:read_fiat_account'
const write = 'transfer:write_fiat_account'

const createRoute: Route = {
  method: 'POST',
  path,
  scope: write,
  handle: (world, { body }) => {
    const asked = readBody(createSchema, body)
    refuseIdentity(asked)
    const existing =
      asked.ref_id === undefined
        ? undefined
        : world.store.findByRef<FiatAccount, Inner>('fiatAccount', asked.ref_id)
    if (existing) throw alreadyExists(`fiat account with ref_id ${asked.ref_id}`, masked(existing))
    const id = world.uuid()
    const atNs = world.stamp()
    const account: FiatAccount = {
      id,
      ref_id: asked.ref_id,
      identity_id: zeroUuid,
      account_id: zeroUuid,
      fiat_account_owner: asked.fiat_account_owner,
      fiat_network_instructions: asked.fiat_network_instructions,
      status: 'PENDING',
      metadata: asked.metadata,
      created_at: formatInstant(atNs),
      updated_at: formatInstant(atNs),
    }
    const inner: Inner = { isDeleted: false, ...review(world, id) }
    world.store.add('fiatAccount', { id, ref: asked.ref_id, atNs, wire: account, inner })
    return account
  },
}

const updateRoute: Route = {
  method: 'PUT',
  path: `${path}/:id`,
  scope: write,
  handle: (world, { params, body }) => {
    const asked = readBody(updateSchema, body)
    const { id, wire: before, inner } = get(world, params['id'] ?? '')
    const wasPerson = before.fiat_account_owner?.person_details !== undefined
    if (asked.fiat_account_owner && (asked.fiat_account_owner.person_details !== undefined) !== wasPerson)
      throw badRequest('the type of the owner cannot be changed')
    const atNs = world.stamp()
    const account: FiatAccount = {
      ...before,
      fiat_account_owner: asked.fiat_account_owner ?? before.fiat_account_owner,
      fiat_network_instructions: asked.fiat_network_instructions ?? before.fiat_network_instructions,
      metadata: asked.metadata ?? before.metadata,
      status: 'PENDING',
      updated_at: formatInstant(atNs),
    }
    world.store.change('fiatAccount', id, atNs, account, { ...inner, ...review(world, id) })
    return account
  },
}

const deleteRoute: Route = {
  method: 'DELETE',
  path: `${path}/:id`,
  scope: write,
  handle: (world, { params }) => {
    const { id, wire: account, inner } = get(world, params['id'] ?? '')
    world.store.change('fiatAccount', id, world.stamp(), account, { ...inner, isDeleted: true })
    return {}
  },
}

export const fiatAccountRoutes: readonly Route[] = [
  createRoute,
  updateRoute,
  deleteRoute,
  {
    method: 'GET',
    path: `${path}/:id`,
    scope: read,
    handle: (world, { params, query }) =>
      get(world, params['id'] ?? '', query.get('include_deleted') === 'true').wire,
  },
  {
    method: 'GET',
    path,
    scope: read,
    handle: (world, asked) =>
      answerPage<FiatAccount, Inner>(world, asked, {
        kind: 'fiatAccount',
        envelope: 'items',
        limit: 100,
        limitMax: 1_000,
        order: 'DESC',
        ids: 'ids',
        refs: 'ref_ids',
        keep: ({ inner }) => !inner.isDeleted || asked.query.get('include_deleted') === 'true',
        show: masked,
      }),
  },
]
