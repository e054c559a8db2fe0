import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { terminal } from '../../host/terminal.ts'
import { useAction, type Action } from '../checkout/use-action.ts'
import { checkItemDraft, type ItemDraft } from './item-draft.ts'

/** An item being added or changed. */
export type ItemForm = Readonly<{
  draft: ItemDraft
  edit: (part: Partial<ItemDraft>) => void
  problemOf: (field: keyof ItemDraft) => string | undefined
  save: Action<[]>
  submit: () => Promise<void>
}>

/** Edits an item of the catalogue, priced in the shop's currency. */
export function useItemForm(item: ItemDraft, currency: FiatCurrency, onSaved: () => void): ItemForm {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(item)
  const [isTried, setTried] = useState(false)
  const result = checkItemDraft(draft, currency)
  const save = useAction(async () => {
    if (result.ok) await terminal().catalog.save(result.value)
  })
  return {
    draft,
    edit: (part) => setDraft({ ...draft, ...part }),
    problemOf: (field) => {
      const key = isTried && !result.ok ? result.problems[field] : undefined
      return key === undefined ? undefined : t(key)
    },
    save,
    submit: async () => {
      setTried(true)
      if (result.ok && (await save.run())) onSaved()
    },
  }
}
