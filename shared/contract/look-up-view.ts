import type { z as Zod } from 'zod'
import { evmAddress, hash, id, instant, minor } from './fields.ts'
import { z } from './z.ts'

const place = { chain: z.string(), chainName: z.string(), blockNumber: z.number().int() }
const onChain = { chain: z.string(), chainName: z.string() }
const sale = z.object({ saleId: id, saleNumber: z.number().int(), isOwn: z.boolean() }).readonly()

/** What a look-up found, see `Finding`. */
const finding = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paysSale'),
    ...place,
    sale,
    amounts: z
      .array(
        z
          .object({
            currency: z.string(),
            symbol: z.string(),
            decimals: z.number().int(),
            amountMinor: minor,
          })
          .readonly(),
      )
      .max(50)
      .readonly(),
    asked: z.enum(['yes', 'otherToken', 'otherChain']),
    recorded: z.discriminatedUnion('state', [
      z.object({ state: z.literal('held'), status: z.enum(['detected', 'confirmed', 'settled']) }).readonly(),
      z.object({ state: z.literal('unread'), blocksLeft: z.number().int() }).readonly(),
      z.object({ state: z.literal('missed') }).readonly(),
    ]),
  }),
  z.object({
    kind: z.literal('worthless'),
    ...place,
    sale,
    what: z.enum(['wrongToken', 'counterfeit', 'zeroValue']),
    symbol: z.string().optional(),
  }),
  z.object({ kind: z.literal('coin'), ...place, sale }),
  z.object({ kind: z.literal('paysElsewhere'), ...place, to: evmAddress, more: z.number().int() }),
  z.object({ kind: z.literal('failed'), ...place, usedBy: hash.optional(), usedForSale: sale.optional() }),
  z.object({
    kind: z.literal('authorizationUsed'),
    ...place,
    authorizer: evmAddress,
    usedBy: hash.optional(),
    usedForSale: sale.optional(),
  }),
  z.object({ kind: z.literal('nothingMoved'), ...place }),
  z.object({ kind: z.literal('pending'), ...onChain }),
  z.object({ kind: z.literal('replaced'), ...onChain, by: hash.optional(), bySale: sale.optional() }),
  z.object({ kind: z.literal('takenBack'), ...onChain, sale }),
  z.object({ kind: z.literal('disputed'), ...onChain }),
  z.object({ kind: z.literal('notFound') }),
  z.object({ kind: z.literal('cannotTell') }),
])

/** What one chain said. */
const answer = z
  .object({
    chain: z.string(),
    chainName: z.string(),
    /** True where the sale that was asked about can be paid on it. */
    isOffered: z.boolean(),
    at: instant,
    says: z.enum(['mined', 'pending', 'unknown', 'disputed', 'silent']),
    /** Hosts that said so. */
    sources: z.array(z.string()).max(10).readonly(),
    blockNumber: z.number().int().optional(),
    problem: z.string().optional(),
  })
  .readonly()

const lookUpShape = z
  .object({
    txHash: hash,
    at: instant,
    finding,
    answers: z.array(answer).max(200).readonly(),
    /** The page of the transaction in an explorer, where it was found. */
    explorerUrl: z.string().optional(),
  })
  .readonly()

/** What is known of one transaction now, and who said it. */
// An interface: what is inferred is too long for the compiler to write out at every procedure that answers with it.
export interface LookUpView extends Zod.infer<typeof lookUpShape> {}
/** The schema of a look-up. */
export const lookUpResult: Zod.ZodType<LookUpView, LookUpView> = lookUpShape
