import { createHash } from 'node:crypto'
import { z } from '../../../shared/contract/z.ts'
import type { EndpointLimits } from './endpoint.ts'

const limits = z.object({
  range: z.object({
    blocks: z.number().int().positive(),
    ceiling: z.number().int().positive(),
    isStated: z.boolean(),
  }),
  recipientsPerCall: z.number().int().positive(),
  callsPerSecond: z.number().positive().optional(),
})
const note = z.record(z.string(), limits)

/** Endpoints move up and down in the settings, and their addresses hold keys: a limit is kept under the hash of its own. */
function nameOf(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 24)
}

/** What was learned of endpoints as text, for a ledger's note. It says the same as long as nothing new was learned. */
export function formatLimits(urls: readonly string[], learned: readonly EndpointLimits[]): string {
  const rows = urls.flatMap((url, index) => {
    const own = learned[index]
    if (!own) return []
    const { range, recipientsPerCall, callsPerSecond } = own
    const { blocks, ceiling, isStated } = range
    const pace =
      callsPerSecond === undefined ? {} : { callsPerSecond: Math.max(1, Math.round(callsPerSecond)) }
    return [[nameOf(url), { range: { blocks, ceiling, isStated }, recipientsPerCall, ...pace }]]
  })
  return JSON.stringify(Object.fromEntries(rows))
}

function readNote(text: string): ReturnType<typeof note.safeParse> {
  try {
    return note.safeParse(JSON.parse(text))
  } catch {
    // A note that is no JSON teaches nothing; what it would have said is learned again.
    return note.safeParse(undefined)
  }
}

/** What is remembered of endpoints, in their order; nothing of one that is new, or that the note cannot say. */
export function parseLimits(
  text: string | undefined,
  urls: readonly string[],
): readonly (EndpointLimits | undefined)[] {
  const read = text === undefined ? undefined : readNote(text)
  return urls.map((url) => {
    const own = read?.success ? read.data[nameOf(url)] : undefined
    if (!own) return undefined
    const { range, recipientsPerCall, callsPerSecond } = own
    return {
      range: { ...range, blocks: Math.min(range.blocks, range.ceiling), streak: 0 },
      recipientsPerCall,
      ...(callsPerSecond === undefined ? {} : { callsPerSecond }),
      tagUnknownUntil: {},
    }
  })
}
