import { outboxLimits } from '../../shared/domain/outbox/outbox-limits.ts'
import type { OutboxCall } from '../../shared/domain/outbox/outbox-call.ts'
import { isPosError, messageOf, PosError } from '../../shared/errors/pos-error.ts'
import type { Log } from '../platform/log.ts'
import type { OutboxHandler, OutboxResult } from './outbox-handler.ts'

/** Runs something later; the returned function calls it off. */
export type Later = (delayMs: number, run: () => void) => () => void

/** The till closes before the try is over: nothing is recorded, and the next start takes it for one that may have left. */
export type Abandoned = Readonly<{ outcome: 'abandoned' }>

/**
 * Sends a call once, for as long as its lease. Always answers: what a handler throws is `again`, and so is silence. An
 * answer after the lease is not heard, because by then the call may be under way once more; the next try finds the same.
 */
export async function tryCall(
  send: OutboxHandler,
  call: OutboxCall,
  { later, closing, log }: Readonly<{ later: Later; closing: AbortSignal; log: Log }>,
): Promise<OutboxResult | Abandoned> {
  const controller = new AbortController()
  const over = Promise.withResolvers<OutboxResult | Abandoned>()
  const abandon = (): void => over.resolve({ outcome: 'abandoned' })
  const callOff = later(outboxLimits.leaseMs, () => {
    const error = new PosError('outbox.noAnswer', 'No answer came within the time of a try')
    over.resolve({ outcome: 'again', error })
  })
  closing.addEventListener('abort', abandon, { once: true })
  const attempt = { wasTriedBefore: call.attempts > 1, signal: controller.signal }
  try {
    return await Promise.race([over.promise, sendOrAgain(send, call, attempt, log)])
  } finally {
    callOff()
    closing.removeEventListener('abort', abandon)
    // Whoever still waits for an answer has nobody left to tell.
    controller.abort()
  }
}

async function sendOrAgain(
  send: OutboxHandler,
  call: OutboxCall,
  attempt: Parameters<OutboxHandler>[1],
  log: Log,
): Promise<OutboxResult> {
  try {
    return await send(call, attempt)
  } catch (thrown) {
    return { outcome: 'again', error: toCallError(thrown, call, log) }
  }
}

/** What may be kept and shown of anything thrown. The words of a foreign error may hold anything, and stay in the log. */
export function toCallError(thrown: unknown, { id, kind }: OutboxCall, log: Log): PosError {
  if (isPosError(thrown) && thrown.code !== 'invariant.broken') return thrown
  log.error('A call of the outbox failed unexpectedly', { id, kind, problem: messageOf(thrown) })
  return new PosError('outbox.sendFailed', 'The till could not make sense of what happened', {
    cause: thrown,
  })
}
