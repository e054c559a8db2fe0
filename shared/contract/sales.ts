import { eventIterator } from '@orpc/contract'
import { id, instant, minor, searchText } from './fields.ts'
import { lookUpResult } from './look-up-view.ts'
import { procedure } from './procedure.ts'
import {
  checkoutView,
  invoiceException,
  invoiceStatus,
  sale,
  saleSummary,
  timelineEntry,
} from './sale-views.ts'
import { z } from './z.ts'

/** Filters of the list of sales; `search` takes a number, an amount, an address, a transaction or words of an item. */
export const saleFilters = z.object({
  search: searchText.optional(),
  status: z.array(invoiceStatus).max(6).optional(),
  exception: z.array(invoiceException).max(6).optional(),
  paidWith: z.string().max(64).optional(),
  from: instant.optional(),
  to: instant.optional(),
  amountMinor: minor.optional(),
})

/** Reading sales. */
export const salesContract = {
  /** A page of sales, newest first. `before` is the number of the last sale of the page before. */
  list: procedure('cashier')
    .input(
      saleFilters.extend({
        before: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ sales: z.array(saleSummary).max(200), total: z.number().int() })),
  /** One sale with its checkout, history and evidence. */
  get: procedure('cashier')
    .input(z.object({ saleId: id }))
    .output(z.object({ sale, checkout: checkoutView, timeline: z.array(timelineEntry).max(2_000) })),
  /**
   * Asks the watched chains about one transaction: `text` is its hash, or the address of its page in an explorer. Takes a few
   * seconds at most, and records no money; that it was asked is kept in the history of the sale.
   */
  lookUp: procedure('cashier')
    .input(z.object({ saleId: id.optional(), text: z.string().min(1).max(500) }))
    .output(lookUpResult),
}

/** One committed journal entry, as the page needs it. */
export const feedEvent = z.discriminatedUnion('kind', [
  /** The page is too far behind: drop the cache, read the first pages and go on from `seq`. */
  z.object({ kind: z.literal('reset'), seq: z.number().int() }),
  /** Everything up to `seq` has been sent. */
  z.object({ kind: z.literal('caughtUp'), seq: z.number().int() }),
  z.object({ kind: z.literal('sale'), seq: z.number().int(), type: z.string(), sale: saleSummary }),
  z.object({ kind: z.literal('catalog'), seq: z.number().int(), type: z.string() }),
  z.object({ kind: z.literal('settings'), seq: z.number().int(), type: z.string() }),
  z.object({ kind: z.literal('staff'), seq: z.number().int(), type: z.string() }),
  /** Money in the care of a settlement backend moved, or what it said of it did. */
  z.object({ kind: z.literal('account'), seq: z.number().int(), type: z.string() }),
  /** A case was opened or changed; `open` is how many wait for a decision now. */
  z.object({ kind: z.literal('case'), seq: z.number().int(), type: z.string(), open: z.number().int() }),
])

/** The journal as a stream; a reconnect resumes after the last number the page stored. */
export const feedContract = {
  follow: procedure('cashier')
    .input(z.object({ after: z.number().int().min(0) }))
    .output(eventIterator(feedEvent)),
}
