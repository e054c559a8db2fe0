import type { ErrorCode } from '../../errors/codes.ts'

/** Every kind of call that changes the world outside, each with one owner that knows how to send it. */
export const outboxKinds = [
  'refund.send',
  'payout.send',
  'rule.create',
  'rule.delete',
  'bankAccount.create',
  'address.make',
  'destination.save',
] as const

/** What a call does, such as `refund.send`. */
export type OutboxKind = (typeof outboxKinds)[number]

/**
 * Where a call stands. `sending` may have left; `dead` is sent no more by itself, and waits for a person as long as it has
 * not ended.
 */
export type OutboxState = 'pending' | 'sending' | 'done' | 'dead'

/**
 * Why nothing more happens to a call: it was done, the other side refused it for good and its owner recorded that, it was
 * called off before its first try, or a person gave it up.
 */
export const outboxEndings = ['done', 'refused', 'cancelled', 'givenUp'] as const

/** One of the ways in which a call ends. */
export type OutboxEnding = (typeof outboxEndings)[number]

/** What a use case hands over. The same id with the same content twice is one call. */
export type NewOutboxCall = Readonly<{
  /** Made once, before the first try; also what the other side knows the call by. */
  id: string
  kind: OutboxKind
  /** Calls of one subject are sent one after the other, in the order in which they were queued. */
  subject: string
  /** What the owner needs to send it, as text; never a secret: it stands in the ledger file and on the screen. */
  body: Readonly<Record<string, string>>
}>

/** A queued call. Instants are milliseconds since 1970, UTC, by the clock of the till. */
export type OutboxCall = NewOutboxCall &
  Readonly<{
    state: OutboxState
    /** Tries begun, the one under way included; 0 means that it has certainly never left. */
    attempts: number
    createdAt: number
    /** Not sent before; of meaning while it is pending. */
    nextAt: number
    /** Until when a try may take, written before it begins; set while it is sending. */
    leaseUntil?: number
    lastTriedAt?: number
    /** Why the last try did not end it: a code and one sentence, no secret. */
    lastError?: Readonly<{ code: ErrorCode; message: string }>
    endedAt?: number
    endedBecause?: OutboxEnding
  }>

/** How much waits. `dead` are those that a person has to decide about; they are not among the waiting. */
export type OutboxSummary = Readonly<{
  waiting: number
  /** When the oldest one that waits, or is dead, was queued. */
  oldestAt?: number
  dead: number
}>
