import type { ZodType } from 'zod'
import { isPosError, PosError } from '../../../shared/errors/pos-error.ts'
import { differingFields, type WantedFields } from './compare-record.ts'
import { PaxosRefusal } from './problem.ts'
import { tryAnswer } from './read-answer.ts'

/** Something that Paxos is to make once, under an id that was made and kept before the first try. */
export type Making<T> = Readonly<{
  /** What is made, as in `a withdrawal`. */
  what: string
  refId: string
  wanted: WantedFields
  shape: ZodType<T>
  send: () => Promise<unknown>
  /** Looks for the record of the `ref_id`, whoever it belongs to. */
  find: () => Promise<T | undefined>
}>

function unknownOutcome({ what, refId }: Making<unknown>, cause: unknown): PosError {
  if (isPosError(cause, 'backend.outcomeUnknown')) return cause
  return new PosError('backend.outcomeUnknown', `Nobody knows yet whether Paxos made ${what}.`, {
    details: { refId },
    cause,
  })
}

function requireWanted(making: Making<unknown>, record: unknown): void {
  const fields = differingFields(making.wanted, record)
  if (fields.length > 0)
    throw new PosError('paxos.refIdConflict', `Paxos has another record under the id of ${making.what}.`, {
      details: { refId: making.refId, fields: fields.join(' ') },
    })
}

function accept<T>(making: Making<T>, record: T): T {
  requireWanted(making, record)
  return record
}

/** A look-up that fails, or that finds nothing, does not say that nothing was made: a list may lag behind. */
async function lookUp<T>(making: Making<T>, cause: unknown): Promise<T> {
  let found: T | undefined
  try {
    found = await making.find()
  } catch (error) {
    throw unknownOutcome(making, error)
  }
  if (found === undefined) throw unknownOutcome(making, cause)
  return accept(making, found)
}

/**
 * Makes something, or finds what an earlier try made: a used `ref_id` is refused with the record that has it, and a lost answer is
 * looked up under it. Nothing is ever sent under another id.
 * @throws {PosError} `paxos.refIdConflict` when the record of this id is another than was asked for; `backend.outcomeUnknown` when
 * only a later look-up can say, or the same call again
 */
export async function makeOnce<T>(making: Making<T>): Promise<T> {
  let answer: unknown
  try {
    answer = await making.send()
  } catch (error) {
    if (isPosError(error, 'backend.alreadyExists')) {
      if (error instanceof PaxosRefusal) requireWanted(making, error.existing)
      return await lookUp(making, error)
    }
    if (isPosError(error, 'backend.outcomeUnknown')) return await lookUp(making, error)
    throw error
  }
  const made = tryAnswer(making.shape, answer)
  // It was made, whatever the answer looks like.
  if (!made.ok) return await lookUp(making, new PosError('backend.badAnswer', `No field ${made.field}`))
  return accept(making, made.value)
}
