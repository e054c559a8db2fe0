import {
  endAgain,
  endDone,
  endRefused,
  type OutboxStep,
} from '../../shared/domain/outbox/outbox-lifecycle.ts'
import type { OutboxCall } from '../../shared/domain/outbox/outbox-call.ts'
import { assertInvariant, unreachable } from '../../shared/errors/assert.ts'
import type { Ledger } from '../ledger/port.ts'
import type { OutboxResult } from './outbox-handler.ts'

/** Now, and a number from 0 up to but excluding 1 for the spread of pauses. */
type Moment = Readonly<{ now: number; random: number }>

function stepOf(call: OutboxCall, result: OutboxResult, { now, random }: Moment): OutboxStep {
  switch (result.outcome) {
    case 'done':
      return endDone(call, now)
    case 'again':
      return endAgain(call, result.error, { now, random, afterMs: result.afterMs })
    case 'dead':
      return endRefused(call, result.error, result.apply !== undefined, now)
    default:
      return unreachable(result)
  }
}

/**
 * Records what a try came to: what the owner makes of it, and where the call stands now, in one transaction.
 * @throws {PosError} what the owner or the ledger throws; then nothing is kept and the call is still `sending`
 */
export function settleTry(ledger: Ledger, id: string, result: OutboxResult, moment: Moment): OutboxCall {
  return ledger.transact((transaction) => {
    const known = transaction.findQueued(id)
    assertInvariant(known !== undefined, 'A call that was sent is queued', { id })
    const step = stepOf(known, result, moment)
    assertInvariant(step.ok, 'Nobody else moves a call that is being sent', { id, state: known.state })
    result.apply?.(transaction)
    transaction.saveQueued(step.call)
    return step.call
  })
}
