import type { ZodType } from 'zod'
import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'

/** How deep an answer is looked through for fields that are not set. */
const depthMax = 12
const zeroId = '00000000-0000-0000-0000-000000000000'

function isUnset(value: unknown): boolean {
  return value === null || value === '' || value === zeroId
}

/** Paxos writes what is not set as nothing, `null`, an empty text or an id of zeros: all four read as absent. */
function withoutUnset(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > depthMax) return value
  if (Array.isArray(value)) return value.map((each) => withoutUnset(each, depth + 1))
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      isUnset(each) ? [] : [[key, withoutUnset(each, depth + 1)]],
    ),
  )
}

/** Amounts as Paxos writes them: unsigned, `.5` included (fact sheet 1, data conventions). */
export const decimalText = z
  .string()
  .max(80)
  .regex(/^\d*\.?\d+$/)

/** RFC 3339 with up to nine decimals of a second; kept as text, because a number of milliseconds would cut it. */
export const instantText = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/)

/** Bounds are generous on purpose: Paxos may lengthen a text without calling that a breaking change. */
export const idText = z.string().min(1).max(1_000)

/** Free text of an answer. */
export const freeText = z.string().max(10_000)

/** Pairs that were sent along with a record. */
export const metadataPairs = z.record(z.string().max(1_000), z.string().max(1_000))

/** An answer that was read, or the field that was not as it should be; never its value. */
export function tryAnswer<T>(
  shape: ZodType<T>,
  answer: unknown,
): Readonly<{ ok: true; value: T } | { ok: false; field: string }> {
  const read = shape.safeParse(withoutUnset(answer))
  if (read.success) return { ok: true, value: read.data }
  return { ok: false, field: read.error.issues[0]?.path.join('.') ?? '' }
}

/**
 * Reads an answer. Fields that the till does not know are left out.
 * @param what the thing that was asked for, as in `a transfer`
 * @throws {PosError} `backend.badAnswer` naming the field
 */
export function readAnswer<T>(shape: ZodType<T>, answer: unknown, what: string): T {
  const read = tryAnswer(shape, answer)
  if (read.ok) return read.value
  throw new PosError('backend.badAnswer', `Paxos answered ${what} that cannot be read.`, {
    details: { what, field: read.field },
  })
}
