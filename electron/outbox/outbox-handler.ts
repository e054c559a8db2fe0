import type { OutboxCall } from '../../shared/domain/outbox/outbox-call.ts'
import type { PosError } from '../../shared/errors/pos-error.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'
import type { LedgerTransaction } from '../ledger/port.ts'

/** Records what a try came to, in the transaction that changes the call itself. */
type OutboxApply = (transaction: LedgerTransaction) => void

/** What a try came to. */
export type OutboxResult =
  | Readonly<{ outcome: 'done'; apply: OutboxApply }>
  /** Not sent, or nobody knows: it is tried again under the same id, not before `afterMs` where the other side named a pause. */
  | Readonly<{ outcome: 'again'; error: PosError; apply?: OutboxApply; afterMs?: number }>
  /**
   * Refused for good. With `apply` its owner has recorded the refusal, and the call has ended; without, it waits for a
   * person and holds up what follows of its subject.
   */
  | Readonly<{ outcome: 'dead'; error: PosError; apply?: OutboxApply }>

/** What a handler is told of a try. */
type OutboxAttempt = Readonly<{
  /** True when an earlier try may have left: look the id up before anything is sent. */
  wasTriedBefore: boolean
  /** Aborts when the try has taken too long, or the till closes. What is answered after that is not heard. */
  signal: AbortSignal
}>

/** Sends one call under the call's own id. Must be safe to repeat; whatever it throws is `again`. */
export type OutboxHandler = (call: OutboxCall, attempt: OutboxAttempt) => Promise<OutboxResult>

/** Who sends a kind of call and answers for it. */
export type OutboxOwner = Readonly<{
  send: OutboxHandler
  /** What a call is about in words of a person, such as a number and an amount; at most 200 characters, no secret. */
  describe?: (call: OutboxCall) => string
  /**
   * A person gives the call up: records what becomes of its subject, or refuses, such as when the money may have left.
   * `attempts` 0 says that it certainly has not. Nothing it wrote is kept when it refuses.
   */
  givenUp: (call: OutboxCall, transaction: LedgerTransaction) => Rejected | undefined
}>
