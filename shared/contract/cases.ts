import { arrivalKinds } from '../domain/arrival/arrival.ts'
import { caseKinds, caseResolutions } from '../domain/cases/case.ts'
import { evmAddress, fiatCurrency, hash, id, instant, minor, reason } from './fields.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

/** One transfer that a case is about, with who saw it and what may be done with it. */
const caseThing = z
  .object({
    key: z.string(),
    /** `payment` is money in the books; the others are none. */
    kind: z.enum(['payment', ...arrivalKinds]),
    status: z.string(),
    chain: z.string(),
    chainName: z.string(),
    /** The listed symbol, or what an unlisted contract calls itself. */
    symbol: z.string(),
    tokenAddress: evmAddress,
    decimals: z.number().int(),
    amountMinor: minor,
    from: evmAddress,
    txHash: hash,
    blockNumber: z.number().int(),
    detectedAt: instant,
    source: z.string(),
    /** Address of the transaction in a block explorer, where the chain has one. */
    explorerUrl: z.string().optional(),
    /** Why the sender's address must not be offered for a refund; absent where nothing speaks against it. */
    refundWarning: z.enum(['zeroValue', 'dust']).optional(),
  })
  .readonly()

/** A case as a row of the list. */
const caseSummary = z
  .object({
    id,
    kind: z.enum(caseKinds),
    status: z.enum(['open', 'resolved']),
    saleId: id,
    saleNumber: z.number().int(),
    openedAt: instant,
    ownerName: z.string().optional(),
    /** What it is about, such as `12.50 USDC on Base`, ready to read. */
    aboutText: z.string(),
    resolution: z.enum(caseResolutions).optional(),
    /** Sequence number of the newest journal entry of the case. */
    seq: z.number().int(),
  })
  .readonly()

/** A case with everything that is known of it. */
export const caseView = caseSummary
  .unwrap()
  .extend({
    ownerId: id.optional(),
    currency: fiatCurrency,
    amountDueMinor: minor,
    things: z.array(caseThing).max(200).readonly(),
    /** Decisions that fit, the suggested one first. */
    choices: z.array(z.enum(caseResolutions)).max(10).readonly(),
    history: z
      .array(
        z
          .object({
            seq: z.number().int(),
            at: instant,
            type: z.enum(['opened', 'joined', 'assigned', 'noted', 'resolved', 'reopened']),
            actorName: z.string(),
            text: z.string().optional(),
            resolution: z.enum(caseResolutions).optional(),
          })
          .readonly(),
      )
      .max(500)
      .readonly(),
    resolvedReason: z.string().optional(),
    shopName: z.string(),
  })
  .readonly()

const caseInput = z.object({ caseId: id })

/** Everything that arrived and fits no open sale, until a person has decided about it. */
export const casesContract = {
  /** A page of cases: open ones oldest first, resolved ones newest first. `after` is the `next` of the page before. */
  list: procedure('cashier')
    .input(
      z.object({
        status: z.enum(['open', 'resolved']).default('open'),
        kind: z.enum(caseKinds).optional(),
        /** Only the cases of one sale. */
        saleId: id.optional(),
        /** Only those of one person; `null` those that nobody takes care of. */
        ownerId: id.nullable().optional(),
        after: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(
      z.object({
        cases: z.array(caseSummary).max(100),
        next: z.number().int().optional(),
        /** How many match, on this page and all others. */
        total: z.number().int(),
        open: z.number().int(),
        resolved: z.number().int(),
      }),
    ),
  get: procedure('cashier').input(caseInput).output(caseView),
  /** Takes a case, or gives it to somebody: a cashier may only take. */
  assign: procedure('cashier')
    .input(caseInput.extend({ staffId: id, key: id }))
    .output(caseView),
  note: procedure('cashier')
    .input(caseInput.extend({ text: reason, key: id }))
    .output(caseView),
  /** Decides a case with a reason; `how` must be one of its choices. */
  resolve: procedure('manager')
    .input(caseInput.extend({ how: z.enum(caseResolutions), reason, key: id }))
    .output(caseView),
}
