import { eventIterator } from '@orpc/contract'
import { outboxEndings, outboxKinds } from '../domain/outbox/outbox-call.ts'
import { outboxLimits } from '../domain/outbox/outbox-limits.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { instant, reason } from './fields.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

const callId = z.string().min(1).max(outboxLimits.nameMax)

/** A call that waits to leave the till, or has. What it sends is not shown: a body may name a bank account. */
const outboxCall = z
  .object({
    id: callId,
    kind: z.enum(outboxKinds),
    /** What it is about in words, such as a number and an amount, where its owner can say. */
    aboutText: z.string().max(200).optional(),
    state: z.enum(['pending', 'sending', 'done', 'dead']),
    attempts: z.number().int().min(0),
    createdAt: instant,
    nextAt: instant,
    lastTriedAt: instant.optional(),
    lastError: z
      .object({ code: z.custom<ErrorCode>((value) => typeof value === 'string'), message: z.string() })
      .optional(),
    endedAt: instant.optional(),
    endedBecause: z.enum(outboxEndings).optional(),
    /** Why it was given up, by whoever did. */
    endedReason: z.string().optional(),
    /** Another call of the same subject must leave first. */
    isBehindAnother: z.boolean(),
    /** False while nothing is connected that could send it. */
    hasOwner: z.boolean(),
  })
  .readonly()

/** How much waits, for the chip of the top bar; `at` is the till's clock when it was told. */
const outboxState = z.object({
  at: instant,
  waiting: z.number().int().min(0),
  oldestAt: instant.optional(),
  /** Those that a person has to decide about. */
  dead: z.number().int().min(0),
})

const done = z.object({ ok: z.literal(true) })

/** Everything that is to leave the till and has not been answered for. */
export const outboxContract = {
  /** A page: what has not ended, oldest first, or what has, queued last first. `after` is the `next` of the page before. */
  list: procedure('cashier')
    .input(
      z.object({
        ended: z.boolean().default(false),
        after: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(outboxState.extend({ calls: z.array(outboxCall).max(100), next: z.number().int().optional() })),
  follow: procedure('cashier').output(eventIterator(outboxState)),
  /** Makes one due at once; one that is being sent stays as it is. */
  sendNow: procedure('manager').input(z.object({ callId })).output(done),
  /** Gives one up. Refused while its money may have left. The same words of the same person twice are one decision. */
  giveUp: procedure('manager').input(z.object({ callId, reason })).output(done),
}
