import type { Refund } from '../../shared/domain/refund/refund.ts'
import type { Movement } from '../../shared/domain/settlement/movement.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import type { OutboxResult } from '../outbox/outbox-handler.ts'
import type { Log } from '../platform/log.ts'
import { recordRefundWord, refundActor } from './record-refund-word.ts'
import { stepRefund } from './step-refund.ts'

/** The refund as it stands in the transaction that records a try: a poll may have moved it meanwhile. */
function fresh(transaction: LedgerTransaction, id: string): Refund {
  const refund = transaction.findRefund(id)
  if (!refund) throw new PosError('invariant.broken', 'A refund that is sent is in the ledger')
  return refund
}

/** The backend has it, whoever asked for it: now, or in a try whose answer was lost. */
export function refundTaken(id: string, movement: Movement, log: Log): OutboxResult {
  return {
    outcome: 'done',
    apply: (transaction) => recordRefundWord(transaction, fresh(transaction, id), movement, log),
  }
}

/** It was refused for good, and no money has left: what may go back of the sale rises again. */
export function refundRefused(id: string, error: PosError): OutboxResult {
  return {
    outcome: 'dead',
    error,
    apply: (transaction) => {
      const refund = fresh(transaction, id)
      const reopened =
        refund.status === 'unknown'
          ? stepRefund(transaction, refund, 'provenAbsent', {}, refundActor)
          : ({ ok: true, refund } as const)
      const problem = { code: error.code, text: error.message }
      if (reopened.ok) stepRefund(transaction, reopened.refund, 'failed', { problem }, refundActor)
    },
  }
}

/** Nobody knows whether the backend has it. */
export function refundLost(id: string, error: PosError): OutboxResult {
  return {
    outcome: 'again',
    error,
    apply: (transaction) => {
      stepRefund(transaction, fresh(transaction, id), 'answerLost', {}, refundActor)
    },
  }
}
