import type { CatalogItem } from '../../../../shared/domain/catalog/item.ts'
import { fiatUnit, type FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { toDecimalText } from '../../../../shared/domain/money/format-money.ts'
import { parseMoney } from '../../../../shared/domain/money/parse-money.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'

/** An item as it is typed; an empty tax rate means the default. */
export type ItemDraft = Readonly<{
  id: string
  name: string
  category: string
  price: string
  barcode: string
  taxRateId: string
}>

/** The dearest thing a catalogue may hold, as the contract has it. */
const priceMinorMax = 100_000_000n

/** The draft of an item of the catalogue. */
export function toItemDraft(item: CatalogItem): ItemDraft {
  return {
    id: item.id,
    name: item.name,
    category: item.category,
    price: toDecimalText(item.priceMinor, fiatUnit(item.currency).scale),
    barcode: item.barcode ?? '',
    taxRateId: item.taxRateId ?? '',
  }
}

/** An item from what was typed, priced in the shop's currency. */
export function checkItemDraft(draft: ItemDraft, currency: FiatCurrency): Checked<CatalogItem> {
  const problems: Record<string, ProblemKey> = {}
  const price = parseMoney(draft.price, fiatUnit(currency))
  const priceMinor = price.ok ? price.money.minor : 0n
  const barcode = draft.barcode.trim()
  if (draft.name.trim() === '') problems['name'] = 'settings.problem.nameMissing'
  if (draft.category.trim() === '') problems['category'] = 'settings.problem.missing'
  if (!price.ok || priceMinor > priceMinorMax) problems['price'] = 'settings.problem.amount'
  return checked(
    {
      id: draft.id,
      name: draft.name.trim(),
      category: draft.category.trim(),
      priceMinor,
      currency,
      ...(barcode === '' ? {} : { barcode }),
      ...(draft.taxRateId === '' ? {} : { taxRateId: draft.taxRateId }),
    },
    problems,
  )
}
