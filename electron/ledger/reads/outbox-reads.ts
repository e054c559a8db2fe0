import type {
  OutboxCall,
  OutboxEnding,
  OutboxKind,
  OutboxState,
} from '../../../shared/domain/outbox/outbox-call.ts'
import { delayMaxMs } from '../../../shared/domain/outbox/retry-delay.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import type { LedgerReader } from '../port.ts'
import type { Store } from '../store.ts'

type OutboxRow = Readonly<{
  seq: number
  id: string
  kind: OutboxKind
  subject: string
  body: string
  state: OutboxState
  attempts: number
  created_at: number
  next_at: number
  lease_until: number | null
  last_tried_at: number | null
  error_code: ErrorCode | null
  error_message: string | null
  ended_at: number | null
  ended_because: OutboxEnding | null
}>

const columns = `seq, id, kind, subject, body, state, attempts, created_at, next_at, lease_until, last_tried_at,
  error_code, error_message, ended_at, ended_because`

/** Calls under way at once are few; a till that stopped leaves no more than that. */
const sendingMax = 1_000

type Reads = Pick<
  LedgerReader,
  | 'findQueued'
  | 'listQueued'
  | 'countQueued'
  | 'firstQueuedOf'
  | 'listSendable'
  | 'nextSendableAt'
  | 'listSending'
>

function toCall(row: OutboxRow): OutboxCall {
  const { error_code: code, error_message: message } = row
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    // Written by `enqueue` from a record of texts, and never changed.
    body: JSON.parse(row.body) as OutboxCall['body'],
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAt: row.next_at,
    ...(row.lease_until === null ? {} : { leaseUntil: row.lease_until }),
    ...(row.last_tried_at === null ? {} : { lastTriedAt: row.last_tried_at }),
    ...(code === null ? {} : { lastError: { code, message: message ?? '' } }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.ended_because === null ? {} : { endedBecause: row.ended_because }),
  }
}

/** The first of each subject that has not ended and may be sent by somebody; `?1` is a JSON list of kinds. */
const sendable = `FROM outbox AS call WHERE ended_at IS NULL AND state = 'pending'
  AND kind IN (SELECT value FROM json_each(?1))
  AND NOT EXISTS (SELECT 1 FROM outbox AS earlier
    WHERE earlier.ended_at IS NULL AND earlier.subject = call.subject AND earlier.seq < call.seq)`

function listQueued(store: Store, { ended, after, limit }: Parameters<Reads['listQueued']>[0]) {
  const rows = ended
    ? store.list<OutboxRow>(
        `SELECT ${columns} FROM outbox WHERE ended_at IS NOT NULL AND seq < ? ORDER BY seq DESC LIMIT ?`,
        [after ?? Number.MAX_SAFE_INTEGER, limit + 1],
      )
    : store.list<OutboxRow>(
        `SELECT ${columns} FROM outbox WHERE ended_at IS NULL AND seq > ? ORDER BY seq LIMIT ?`,
        [after ?? 0, limit + 1],
      )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    calls: page.map(toCall),
    ...(rows.length > limit && last !== undefined ? { next: last.seq } : {}),
  }
}

/** Reads of the queue of outgoing calls. */
export function outboxReads(store: Store): Reads {
  return {
    findQueued: (id) => {
      const row = store.find<OutboxRow>(`SELECT ${columns} FROM outbox WHERE id = ?`, [id])
      return row && toCall(row)
    },
    listQueued: (query) => listQueued(store, query),
    countQueued: () => {
      const row = store.find<{ waiting: number; dead: number; oldest: number | null }>(
        `SELECT count(*) FILTER (WHERE state <> 'dead') AS waiting, count(*) FILTER (WHERE state = 'dead') AS dead,
           min(created_at) AS oldest FROM outbox WHERE ended_at IS NULL`,
      )
      const { waiting = 0, dead = 0, oldest = null } = row ?? {}
      return { waiting, dead, ...(oldest === null ? {} : { oldestAt: oldest }) }
    },
    firstQueuedOf: (subject) => {
      const row = store.find<OutboxRow>(
        `SELECT ${columns} FROM outbox WHERE ended_at IS NULL AND subject = ? ORDER BY seq LIMIT 1`,
        [subject],
      )
      return row && toCall(row)
    },
    listSendable: ({ kinds, now, limit }) =>
      store
        .list<OutboxRow>(
          // No pause is longer than the longest delay: a clock that was set back must not hold a call up.
          `SELECT ${columns} ${sendable} AND (next_at <= ?2 OR next_at > ?2 + ?3) ORDER BY next_at, seq LIMIT ?4`,
          [JSON.stringify(kinds), now, delayMaxMs, limit],
        )
        .map(toCall),
    nextSendableAt: (kinds) =>
      store.find<{ at: number | null }>(`SELECT min(next_at) AS at ${sendable}`, [JSON.stringify(kinds)])
        ?.at ?? undefined,
    listSending: () =>
      store
        .list<OutboxRow>(`SELECT ${columns} FROM outbox WHERE state = 'sending' ORDER BY seq LIMIT ?`, [
          sendingMax,
        ])
        .map(toCall),
  }
}
