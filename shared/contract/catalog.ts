import { eventIterator } from '@orpc/contract'
import { catalogLimits } from '../domain/catalog/item.ts'
import { fiatCurrency, id, minor, searchText } from './fields.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

/** An item of the catalogue. */
export const catalogItem = z.object({
  id,
  name: z.string().trim().min(1).max(catalogLimits.nameMax),
  category: z.string().trim().min(1).max(catalogLimits.categoryMax),
  priceMinor: minor.max(100_000_000n),
  currency: fiatCurrency,
  barcode: z.string().trim().min(1).max(catalogLimits.barcodeMax).optional(),
  taxRateId: id.optional(),
})

/** A row of an import that cannot be taken, with the line of the file and what is wrong. */
const importProblem = z.object({
  line: z.number().int(),
  field: z.string(),
  problem: z.string(),
  value: z.string(),
})

/** The shop's catalogue. */
export const catalogContract = {
  search: procedure('cashier')
    .input(
      z.object({
        search: searchText.optional(),
        category: z.string().max(catalogLimits.categoryMax).optional(),
        after: z.string().max(200).optional(),
        limit: z.number().int().min(1).max(500).default(60),
      }),
    )
    .output(
      z.object({
        items: z.array(catalogItem).max(500),
        next: z.string().optional(),
        total: z.number().int(),
      }),
    ),
  categories: procedure('cashier').output(
    z.array(z.object({ name: z.string(), items: z.number().int() })).max(500),
  ),
  findByBarcode: procedure('cashier')
    .input(z.object({ barcode: z.string().min(1).max(catalogLimits.barcodeMax) }))
    .output(z.object({ item: catalogItem.optional() })),
  save: procedure('manager').input(catalogItem).output(catalogItem),
  remove: procedure('manager')
    .input(z.object({ itemId: id }))
    .output(z.object({ removed: z.boolean() })),
  /** Hands over the next part of a CSV text, at most 512 KiB a part and 64 parts; `importId` is the page's. */
  importPart: procedure('manager')
    .input(
      z.object({
        importId: id,
        part: z.number().int().min(0).max(63),
        text: z.string().max(524_288),
        last: z.boolean(),
      }),
    )
    .output(z.object({ received: z.number().int() })),
  /** What an import would do: the first rows, the counts and every problem (at most 1,000). Changes nothing. */
  importPreview: procedure('manager')
    .input(z.object({ importId: id }))
    .output(
      z.object({
        columns: z.array(z.string()),
        items: z.array(catalogItem).max(50),
        newItems: z.number().int(),
        changedItems: z.number().int(),
        unchangedItems: z.number().int(),
        problems: z.array(importProblem).max(1_000),
        problemCount: z.number().int(),
      }),
    ),
  /** Takes the good rows of a previewed import, with progress; a repeat continues where it stopped. */
  importApply: procedure('manager')
    .input(z.object({ importId: id }))
    .output(
      eventIterator(z.object({ done: z.number().int(), total: z.number().int(), finished: z.boolean() })),
    ),
}
