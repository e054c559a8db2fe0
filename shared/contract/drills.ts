import { eventIterator } from '@orpc/contract'
import type { z as Zod } from 'zod'
import { drillChoices, drillKinds } from '../domain/drill/drill.ts'
import { id, instant } from './fields.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

const kind = z.enum(drillKinds)
const choice = z.enum(drillChoices)
const points = z.number().int().min(0).max(100)
const seconds = z.number().int().min(0)
const deeds = z
  .array(z.enum(['cancelledWithMoney', 'rangUpAgain']))
  .max(2)
  .readonly()

/** A drill that is over, with what it was judged by. */
const finishedDrill = z
  .object({
    drillId: id,
    kind,
    at: instant,
    staffId: id,
    staffName: z.string(),
    seconds,
    right: points,
    of: points,
    complete: z.boolean(),
    deeds,
  })
  .readonly()

/** The drills of a till, and how its people do in them. */
const drillList = z.object({
  kinds: z.array(kind).max(drillKinds.length).readonly(),
  /** Why none can be started now. */
  refused: z.enum(['notPractice', 'ownNetworks', 'runningAlready', 'networkBehind']).optional(),
  staff: z
    .array(
      z
        .object({
          staffId: id,
          staffName: z.string(),
          times: z.number().int().min(0),
          best: z.object({ kind, right: points, of: points, seconds }).readonly().optional(),
        })
        .readonly(),
    )
    .max(100)
    .readonly(),
  last: z.array(finishedDrill).max(20).readonly(),
  /** Set when the scores could not be read; practice goes on without them. */
  problem: z.string().optional(),
})

/** The drill that runs on this till now. */
const drillView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({
    state: z.literal('running'),
    kind,
    /** Waiting for the first sale, for what comes next, for an answer; or over, because all is done or it cannot go on. */
    phase: z.enum(['sale', 'next', 'question', 'done', 'stuck']),
    saleId: id.optional(),
    question: z.object({ id, choices: z.array(choice).max(6).readonly() }).optional(),
    answers: z
      .array(z.object({ question: id, choice, right: choice }).readonly())
      .max(10)
      .readonly(),
    /** How many questions the drill has. */
    questions: points,
    /** The drill ends by itself then. */
    endsAt: instant,
    score: z.object({ right: points, of: points, deeds }).optional(),
  }),
])

/** Practising what goes wrong, on the practice networks and in a ledger of its own. Practice only. */
export const drillsContract = {
  list: procedure('cashier').output(drillList),
  /** Restarts the till into the drill; everybody signs in again. */
  start: procedure('manager').input(z.object({ kind })).output(z.object({ kind })),
  current: procedure('cashier').output(eventIterator(drillView)),
  /** Answers the question that is asked; the first answer counts. */
  answer: procedure('cashier')
    .input(z.object({ question: id, choice }))
    .output(z.object({ right: choice })),
  /** Notes the score and restarts the till into practice as it was. */
  finish: procedure('cashier').output(z.object({ right: points, of: points })),
}

export type DrillList = Zod.infer<typeof drillList>
export type DrillView = Zod.infer<typeof drillView>
