import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fiatCurrencies, isFiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { terminal } from '../../host/terminal.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { useSettings } from '../../stores/settings.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'
import { SectionForm } from './section-frame.tsx'
import { useDraft } from './use-draft.ts'

type Shop = SettingsView['shop']

function checkShop(draft: Shop): Checked<Shop> {
  const problems: Record<string, ProblemKey> = {}
  if (draft.name.trim() === '') problems['name'] = 'settings.problem.missing'
  if (draft.till.trim() === '') problems['till'] = 'settings.problem.missing'
  return checked(draft, problems)
}

async function saveShop(shop: Shop): Promise<void> {
  await terminal().settings.saveShop(shop)
  await useSettings.getState().refresh()
}

/** The shop and this till. */
export function ShopSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const form = useDraft({
    section: 'shop',
    saved: settings.shop,
    toDraft: (shop) => shop,
    check: checkShop,
    save: saveShop,
    fields: ['name', 'till', 'address', 'currency', 'receiptFooter'],
  })
  const { draft, change, problemOf } = form
  return (
    <SectionForm
      title={t('settings.shop.title')}
      description={t('settings.shop.description')}
      form={form}
      isFromFile={settings.fromFile}
    >
      <TextInput
        label={t('settings.shop.name')}
        value={draft.name}
        maxLength={120}
        error={problemOf('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('settings.shop.till')}
        value={draft.till}
        maxLength={40}
        error={problemOf('till')}
        onChange={(event) => change({ till: event.currentTarget.value })}
      />
      <TextInput
        label={t('settings.shop.address')}
        value={draft.address}
        maxLength={200}
        error={problemOf('address')}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <Select
        label={t('settings.shop.currency')}
        description={t('settings.shop.currencyHint')}
        allowDeselect={false}
        value={draft.currency}
        data={Object.keys(fiatCurrencies)}
        error={problemOf('currency')}
        onChange={(value) => {
          if (value !== null && isFiatCurrency(value)) change({ currency: value })
        }}
      />
      <TextInput
        label={t('settings.shop.receiptFooter')}
        value={draft.receiptFooter}
        maxLength={200}
        error={problemOf('receiptFooter')}
        onChange={(event) => change({ receiptFooter: event.currentTarget.value })}
      />
    </SectionForm>
  )
}
