import { minor } from './fields.ts'
import { toleranceMinorMax } from '../domain/payment/tolerances.ts'
import { z } from './z.ts'

const chainKey = z.string().regex(/^[a-z0-9-]{1,32}$/)

/** How deep a payment must be before goods may leave. */
export const releaseRule = z
  .object({
    chain: chainKey,
    maxAmountMinor: minor.optional(),
    require: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('depth'), blocks: z.number().int().min(1).max(100_000) }).readonly(),
      z.object({ kind: z.literal('tag'), tag: z.enum(['safe', 'finalized']) }).readonly(),
    ]),
    minSeconds: z.number().int().min(0).max(86_400),
    sources: z.union([z.literal(1), z.literal(2)]).optional(),
  })
  .readonly()

/** The most that goods may have left on, on one chain, while it is not final. */
export const exposureCap = z.object({ chain: chainKey, maxMinor: minor.min(0n) }).readonly()

/** How far off a payment may be without anybody being bothered, in the shop's currency. */
export const tolerances = z
  .object({
    underMinor: minor.min(0n).max(toleranceMinorMax),
    overMinor: minor.min(0n).max(toleranceMinorMax),
  })
  .readonly()
