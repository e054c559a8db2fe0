import { Button, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import classes from './rows.module.css'
import { SectionForm } from './section-frame.tsx'
import { checkTaxDraft, toTaxDraft, type TaxDraft } from './tax-draft.ts'
import { useDraft, type Draft } from './use-draft.ts'

const ratesMax = 20

async function saveTax(
  tax: Parameters<ReturnType<typeof terminal>['settings']['saveTax']>[0],
): Promise<void> {
  await terminal().settings.saveTax(tax)
  await useSettings.getState().refresh()
}

/** Tax rates, and whether prices hold the tax already. */
export function TaxSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t } = useTranslation()
  const { defaultRateId, ...rest } = settings.tax
  const form = useDraft({
    section: 'tax',
    saved: defaultRateId === undefined ? rest : { ...rest, defaultRateId },
    toDraft: toTaxDraft,
    check: checkTaxDraft,
    save: saveTax,
    fields: ['rates.', 'defaultRateId'],
  })
  const { draft, change, problemOf } = form
  const isMode = (value: string): value is TaxDraft['mode'] => value === 'inclusive' || value === 'exclusive'
  return (
    <SectionForm
      title={t('settings.tax.title')}
      description={t('settings.tax.description')}
      form={form}
      isFromFile={settings.fromFile}
    >
      <RadioChips
        name="tax-mode"
        label={t('settings.tax.mode')}
        look="field"
        value={draft.mode}
        chips={[
          { value: 'exclusive', label: t('settings.tax.exclusive') },
          { value: 'inclusive', label: t('settings.tax.inclusive') },
        ]}
        onChange={(mode) => {
          if (isMode(mode)) change({ mode })
        }}
      />
      <div className={classes['rows']}>
        {draft.rates.length === 0 ? <p className={classes['empty']}>{t('settings.tax.empty')}</p> : null}
        {draft.rates.map((rate, index) => (
          <RateRow key={rate.id} index={index} form={form} />
        ))}
      </div>
      <div>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={20} />}
          disabled={draft.rates.length >= ratesMax}
          onClick={() => change({ rates: [...draft.rates, { id: newId(), name: '', percent: '' }] })}
        >
          {t('settings.tax.add')}
        </Button>
      </div>
      <Select
        label={t('settings.tax.isDefault')}
        value={draft.defaultRateId ?? ''}
        allowDeselect={false}
        error={problemOf('defaultRateId')}
        data={[
          { value: '', label: t('settings.tax.noDefault') },
          ...draft.rates
            .filter((rate) => rate.name.trim() !== '')
            .map((rate) => ({ value: rate.id, label: rate.name })),
        ]}
        onChange={(value) => change({ defaultRateId: value === '' || value === null ? undefined : value })}
      />
    </SectionForm>
  )
}

function RateRow({ index, form }: Readonly<{ index: number; form: Draft<TaxDraft> }>) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = form
  const rate = draft.rates[index]
  if (!rate) return null
  const edit = (part: Partial<typeof rate>): void =>
    change({ rates: draft.rates.map((each) => (each.id === rate.id ? { ...each, ...part } : each)) })
  // Only the first row shows the names of the columns.
  const named = (word: string) => (index === 0 ? { label: word } : { 'aria-label': `${word} ${index + 1}` })
  return (
    <div className={classes['row']}>
      <TextInput
        className={classes['grow'] ?? ''}
        {...named(t('settings.tax.name'))}
        value={rate.name}
        maxLength={40}
        error={problemOf(`rates.${index}.name`)}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <TextInput
        className={classes['narrow'] ?? ''}
        {...named(t('settings.tax.percent'))}
        inputMode="decimal"
        rightSection="%"
        value={rate.percent}
        maxLength={8}
        error={problemOf(`rates.${index}.percent`)}
        onChange={(event) => edit({ percent: event.currentTarget.value })}
      />
      <Button
        className={index === 0 ? (classes['remove'] ?? '') : ''}
        variant="subtle"
        aria-label={t('settings.tax.remove', { name: rate.name })}
        onClick={() => change({ rates: draft.rates.filter((each) => each.id !== rate.id) })}
      >
        <Icon name="remove" size={20} />
      </Button>
    </div>
  )
}
