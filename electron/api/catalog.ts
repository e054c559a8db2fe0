import { reject } from '../../shared/errors/rejected.ts'
import type { CatalogItem } from '../../shared/domain/catalog/item.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { refuseWith } from './failure.ts'
import { os } from './middleware.ts'

type ItemInput = Readonly<
  Omit<CatalogItem, 'barcode' | 'taxRateId'> & {
    barcode?: string | undefined
    taxRateId?: string | undefined
  }
>

function toItem({ barcode, taxRateId, ...rest }: ItemInput): CatalogItem {
  return {
    ...rest,
    ...(barcode === undefined ? {} : { barcode }),
    ...(taxRateId === undefined ? {} : { taxRateId }),
  }
}

/** The shop's catalogue. */
export function catalogApi(terminal: TerminalParts) {
  const { ledger } = terminal
  return {
    search: os.catalog.search.handler(({ input }) => {
      const { items, next, total } = ledger.searchCatalog(input)
      return { items: [...items], total, ...(next === undefined ? {} : { next }) }
    }),
    categories: os.catalog.categories.handler(() => [...ledger.catalogCategories()]),
    findByBarcode: os.catalog.findByBarcode.handler(({ input }) => {
      const item = ledger.findItemByBarcode(input.barcode)
      return item ? { item } : {}
    }),
    save: os.catalog.save.handler(({ input, context }) => {
      const item = toItem(input)
      const settings = terminal.settings.current()
      const other = item.barcode === undefined ? undefined : ledger.findItemByBarcode(item.barcode)
      if (other && other.id !== item.id)
        return refuseWith(
          reject('contract.invalidInput', { field: 'barcode', problem: `${other.name} has this barcode` }),
        )
      if (item.currency !== settings.shop.currency)
        return refuseWith(
          reject('contract.invalidInput', {
            field: 'currency',
            problem: 'Prices are in the currency of the shop',
          }),
        )
      if (item.taxRateId !== undefined && !settings.tax.rates.some((rate) => rate.id === item.taxRateId))
        return refuseWith(reject('sale.unknownTaxRate'))
      ledger.transact((transaction) =>
        transaction.append({
          type: 'catalog.saved',
          subject: { kind: 'catalog', id: item.id },
          body: item,
          actor: callerOf(context).staffId,
        }),
      )
      return item
    }),
    remove: os.catalog.remove.handler(({ input, context }) => {
      if (!ledger.findItem(input.itemId)) return { removed: false }
      ledger.transact((transaction) =>
        transaction.append({
          type: 'catalog.removed',
          subject: { kind: 'catalog', id: input.itemId },
          body: { itemId: input.itemId },
          actor: callerOf(context).staffId,
        }),
      )
      return { removed: true }
    }),
    importPart: os.catalog.importPart.handler(({ input }) => ({
      received: terminal.imports.receive(input.importId, input.part, input.text),
    })),
    importPreview: os.catalog.importPreview.handler(({ input }) => terminal.imports.preview(input.importId)),
    importApply: os.catalog.importApply.handler(async function* ({ input, context, signal }) {
      yield* terminal.imports.apply(input.importId, callerOf(context).staffId, signal)
    }),
  }
}
