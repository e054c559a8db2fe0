import { z } from '../../../shared/contract/z.ts'
import type { Log } from '../../platform/log.ts'
import type { PaxosCall, Query } from './paxos-call.ts'
import { idText, instantText, readAnswer } from './read-answer.ts'
import { readList, type Listed } from './read-list.ts'

const eventShape = z
  .object({
    id: idText,
    /** Such as `transfer.crypto_deposit.completed`; new ones may come at any time. */
    type: idText,
    object_type: idText.optional(),
    /** What changed: an id and a status, never an amount, which is asked for at the transfer itself. */
    object: z
      .object({
        id: idText.optional(),
        profile_id: idText.optional(),
        ref_id: idText.optional(),
        status: idText.optional(),
        crypto_network: idText.optional(),
        crypto_tx_hash: idText.optional(),
        orchestration_rule_id: idText.optional(),
      })
      .default({}),
    created_at: instantText,
  })
  .readonly()

/** A thin notice that something changed. */
export type PaxosEvent = ReturnType<typeof eventShape.parse>

/** The most that one page may hold. */
const limit = 100
const what = 'an event'

/**
 * Events from a moment on, oldest first, up to a bound: a reader that keeps its place, somewhat behind the last one, finds the
 * rest next time. Those of other profiles are left out; conversions name none.
 * @param from RFC 3339
 */
export async function readEvents(
  call: PaxosCall,
  { profileId, from }: Readonly<{ profileId: string; from: string }>,
  log: Log,
): Promise<Listed<PaxosEvent>> {
  const query: Query = [
    ['created_at.gte', from],
    ['is_test', 'false'],
    ['order', 'ASC'],
  ]
  // There is no filter by profile, so that those of others are no surprise.
  const belongs = (): boolean => true
  const listed = await readList(
    call,
    { path: '/events', query, shape: eventShape, what, belongs, limit },
    log,
  )
  const isOurs = ({ object }: PaxosEvent): boolean =>
    object.profile_id === undefined || object.profile_id === profileId
  return { ...listed, rows: listed.rows.filter(isOurs) }
}

/** One event by its id; test events are not found. */
export async function getEvent(call: PaxosCall, id: string): Promise<PaxosEvent> {
  return readAnswer(
    eventShape,
    await call({ method: 'GET', path: `/events/${encodeURIComponent(id)}` }),
    what,
  )
}
