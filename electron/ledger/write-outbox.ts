import { cancel } from '../../shared/domain/outbox/outbox-lifecycle.ts'
import { outboxLimits } from '../../shared/domain/outbox/outbox-limits.ts'
import type { NewOutboxCall, OutboxCall } from '../../shared/domain/outbox/outbox-call.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import { canonicalJson } from './canonical-json.ts'
import { outboxReads } from './reads/outbox-reads.ts'
import type { Store } from './store.ts'

/**
 * Queues a call, once.
 * @returns whether it is new
 * @throws {PosError} `ledger.keyConflict` when the id stands for another call, `outbox.full`, `invariant.broken`
 */
export function enqueue(store: Store, { id, kind, subject, body }: NewOutboxCall, now: number): boolean {
  const text = canonicalJson(body)
  assertInvariant(id !== '' && subject !== '', 'A call names itself and its subject', { kind })
  assertInvariant(
    id.length <= outboxLimits.nameMax &&
      subject.length <= outboxLimits.nameMax &&
      text.length <= outboxLimits.bodyMax,
    'A call is short',
    { kind, subject },
  )
  const known = outboxReads(store).findQueued(id)
  if (known) {
    if (known.kind === kind && known.subject === subject && canonicalJson(known.body) === text) return false
    throw new PosError('ledger.keyConflict', 'The same call was queued before with other content', {
      details: { id, kind, firstKind: known.kind },
    })
  }
  const { waiting, dead } = outboxReads(store).countQueued()
  if (waiting + dead >= outboxLimits.openMax)
    throw new PosError('outbox.full', 'Too many calls wait to leave the till', { details: { waiting, dead } })
  store.run(
    `INSERT INTO outbox (id, kind, subject, body, state, attempts, created_at, next_at)
     VALUES (?1, ?2, ?3, ?4, 'pending', 0, ?5, ?5)`,
    [id, kind, subject, text, now],
  )
  return true
}

/** Keeps where a call stands. @throws {PosError} `invariant.broken` for one that is not queued or has ended */
export function saveQueued(store: Store, call: OutboxCall): void {
  const changed = store.run(
    `UPDATE outbox SET state = ?2, attempts = ?3, next_at = ?4, lease_until = ?5, last_tried_at = ?6, error_code = ?7,
       error_message = ?8, ended_at = ?9, ended_because = ?10 WHERE id = ?1 AND ended_at IS NULL`,
    [
      call.id,
      call.state,
      call.attempts,
      call.nextAt,
      call.leaseUntil ?? null,
      call.lastTriedAt ?? null,
      call.lastError?.code ?? null,
      call.lastError?.message ?? null,
      call.endedAt ?? null,
      call.endedBecause ?? null,
    ],
  )
  assertInvariant(changed === 1, 'Only a call that has not ended changes', { id: call.id })
}

/**
 * Takes every call that waits for one that may have left. A restored backup does not know what the replaced ledger sent
 * since: what it says was never tried may be done long ago.
 */
export function doubtQueued(store: Store): void {
  store.run('UPDATE outbox SET attempts = 1 WHERE attempts = 0 AND ended_at IS NULL')
}

/** Calls off a call that was never tried. @returns whether it was */
export function cancelQueued(store: Store, id: string, now: number): boolean {
  const known = outboxReads(store).findQueued(id)
  const cancelled = known && cancel(known, now)
  if (cancelled?.ok !== true) return false
  saveQueued(store, cancelled.call)
  return true
}
