import { formatInstant } from './instants.ts'
import { allows, answerPage } from './pages.ts'
import { notFound } from './problems.ts'
import type { Route } from './route.ts'
import type { World } from './world.ts'

/** An event as the API shows it. */
export type Event = Readonly<{
  id: string
  type: string
  object_type: 'transfer_status_change' | 'orchestration_status_change'
  object: Readonly<Record<string, unknown>>
  created_at: string
  undelivered_webhooks: number
}>

type Inner = Readonly<{ isTest: boolean }>

/** Appends an event, in the transaction of what it tells. */
export function addEvent(
  world: World,
  event: Pick<Event, 'type' | 'object_type' | 'object'>,
  isTest = false,
): string {
  const id = world.uuid()
  const atNs = world.stamp()
  const wire: Event = { id, ...event, created_at: formatInstant(atNs), undelivered_webhooks: 0 }
  world.store.add('event', { id, atNs, wire, inner: { isTest } satisfies Inner })
  return id
}

const scope = 'events:read_event'

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/events',
    scope,
    handle: (world, asked) =>
      answerPage<Event, Inner>(world, asked, {
        kind: 'event',
        envelope: 'events',
        limit: 100,
        limitMax: 100,
        order: 'ASC',
        endsEmpty: true,
        keep: ({ wire, inner }) =>
          inner.isTest === (asked.query.get('is_test') === 'true') && allows(asked.query, 'type', wire.type),
      }),
  },
  {
    method: 'GET',
    path: '/v2/events/:id',
    scope,
    handle: (world, { params, query }) => {
      const found = world.store.find<Event, Inner>('event', params['id'] ?? '')
      if (!found || (found.inner.isTest && query.get('is_test') !== 'true')) throw notFound('event not found')
      return found.wire
    },
  },
]
