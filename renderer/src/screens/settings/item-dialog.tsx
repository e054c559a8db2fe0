import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { catalogLimits } from '../../../../shared/domain/catalog/item.ts'
import { fiatCurrencies } from '../../../../shared/domain/money/currency.ts'
import type { SettingsView } from '../../stores/settings.ts'
import type { ItemDraft } from './item-draft.ts'
import { ItemRemoval } from './item-removal.tsx'
import { formatPercent } from './percent.ts'
import { RejectionNotice } from './rejection-notice.tsx'
import classes from './rows.module.css'
import { useItemForm } from './use-item-form.ts'

type ItemDialogProps = Readonly<{
  item: ItemDraft | undefined
  isNew: boolean
  settings: SettingsView
  onClose: () => void
  onChanged: () => void
}>

/** Adds, changes or removes an item of the catalogue. */
export function ItemDialog({ item, isNew, settings, onClose, onChanged }: ItemDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={item !== undefined}
      onClose={onClose}
      size={560}
      title={t(isNew ? 'settings.catalog.dialogAdd' : 'settings.catalog.dialogEdit')}
    >
      {item === undefined ? null : (
        <ItemForm key={item.id} item={item} isNew={isNew} settings={settings} onChanged={onChanged} />
      )}
    </Modal>
  )
}

type ItemFormProps = Readonly<{
  item: ItemDraft
  isNew: boolean
  settings: SettingsView
  onChanged: () => void
}>

function ItemForm({ item, isNew, settings, onChanged }: ItemFormProps) {
  const { t } = useTranslation()
  const { currency } = settings.shop
  const { draft, edit, problemOf, save, submit } = useItemForm(item, currency, onChanged)
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        label={t('settings.catalog.name')}
        data-autofocus
        value={draft.name}
        maxLength={catalogLimits.nameMax}
        error={problemOf('name')}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <div className={classes['grid']}>
        <TextInput
          label={t('settings.catalog.price')}
          leftSection={fiatCurrencies[currency].symbol}
          inputMode="decimal"
          value={draft.price}
          maxLength={20}
          error={problemOf('price')}
          onChange={(event) => edit({ price: event.currentTarget.value })}
        />
        <TextInput
          label={t('settings.catalog.category')}
          value={draft.category}
          maxLength={catalogLimits.categoryMax}
          error={problemOf('category')}
          onChange={(event) => edit({ category: event.currentTarget.value })}
        />
        <TextInput
          label={t('settings.catalog.barcode')}
          value={draft.barcode}
          maxLength={catalogLimits.barcodeMax}
          onChange={(event) => edit({ barcode: event.currentTarget.value })}
        />
        <TaxChoice
          settings={settings}
          value={draft.taxRateId}
          onChange={(taxRateId) => edit({ taxRateId })}
        />
      </div>
      {save.failure === undefined ? null : <RejectionNotice failure={save.failure} />}
      <div className={classes['buttons']}>
        {isNew ? null : <ItemRemoval itemId={item.id} name={item.name} onRemoved={onChanged} />}
        <span className={classes['space']} />
        <Button type="submit" loading={save.isBusy}>
          {t('settings.catalog.save')}
        </Button>
      </div>
    </form>
  )
}

type TaxChoiceProps = Readonly<{
  settings: SettingsView
  value: string
  onChange: (taxRateId: string) => void
}>

function TaxChoice({ settings, value, onChange }: TaxChoiceProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('settings.catalog.tax')}
      allowDeselect={false}
      value={value}
      data={[
        { value: '', label: t('settings.catalog.noTax') },
        ...settings.tax.rates.map((rate) => ({
          value: rate.id,
          label: `${rate.name} ${formatPercent(rate.bps)}`,
        })),
      ]}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  )
}
