import { eventIterator } from '@orpc/contract'
import { fundingLabels } from '../domain/payout/funding-label.ts'
import { instant, minor, signedMinor } from './fields.ts'
import { assetSymbol as asset } from './payouts.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

/** What there is of an asset, in the units of custody (18 decimals), each with its text for people. */
const assetBalance = z
  .object({
    asset,
    availableMinor: minor,
    availableText: z.string(),
    /** In orders at the backend. */
    heldMinor: minor,
    heldText: z.string(),
    /** What the books of the till say. */
    booksMinor: signedMinor,
    booksText: z.string(),
    /** Refunds that were promised, and payouts that were approved, and have not left yet. */
    promisedMinor: minor,
    promisedText: z.string(),
    /** What the policy keeps back from every payout. */
    keptBackText: z.string(),
    /** What may be paid out now: whole US cents. */
    freeDollarsMinor: minor,
    freeText: z.string(),
  })
  .readonly()

const balances = z
  .object({
    /** False where no account is connected that pays out. */
    isConnected: z.boolean(),
    backendName: z.string(),
    assets: z.array(assetBalance).max(50).readonly(),
    /** When the backend said so; absent before it has answered once. */
    readAt: instant.optional(),
    /** Why it did not answer the last time, as a code of `errors`. */
    problem: z.string().optional(),
  })
  .readonly()

/** What one look at the balances found. */
const balanceCheck = z
  .object({
    at: instant,
    /** Nobody answered: nothing was compared. */
    problem: z.string().optional(),
    assets: z
      .array(
        z
          .object({
            asset,
            /** `skipped`: something of it is on its way, and nobody knows whether it has left. */
            state: z.enum(['agrees', 'differs', 'skipped']),
            booksText: z.string(),
            balanceText: z.string(),
            /** What the backend has more than the books; a minus sign where it has less. */
            differenceText: z.string().optional(),
            /** Why it was skipped: refunds or payouts whose outcome nobody knows. */
            because: z.string().optional(),
          })
          .readonly(),
      )
      .max(50)
      .readonly(),
  })
  .readonly()

/** What is in the account, how it is filled, and whether the books agree. */
export const balancesContract = {
  /** The balances as last read; with `fresh` the backend is asked first, and what it said before is shown if it is silent. */
  read: procedure('manager')
    .input(z.object({ fresh: z.boolean().default(false) }))
    .output(balances),
  /** Pushes them now, and whenever they were read anew or something was promised. */
  follow: procedure('manager').output(eventIterator(balances)),
  /**
   * Where dollars are wired to fill the account; asked for anew before each use, because details end. The memo must stand on
   * the wire, whole.
   */
  funding: procedure('manager')
    .input(z.object({ network: z.enum(['WIRE', 'CUBIX']), routing: z.enum(['ABA', 'SWIFT']).default('ABA') }))
    .output(
      z.object({
        memo: z.string(),
        checkedAt: instant,
        /** In the order in which a bank asks for them, such as `Account number`. */
        lines: z
          .array(
            z
              .object({
                label: z.enum(fundingLabels),
                text: z.string(),
              })
              .readonly(),
          )
          .max(20),
      }),
    ),
  /** Compares the books with the account now. */
  check: procedure('manager').output(balanceCheck),
  /** What the newest check found; nothing before the first. */
  lastCheck: procedure('manager').output(z.object({ check: balanceCheck.optional() })),
}
