import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isFiatCurrency, type FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { StepHead } from './step-head.tsx'
import classes from './step.module.css'
import type { Wizard } from './use-setup.ts'

type ShopStepProps = Readonly<{ wizard: Wizard; currencies: readonly FiatCurrency[] }>

/** The shop, this till and its currency. */
export function ShopStep({ wizard, currencies }: ShopStepProps) {
  const { t } = useTranslation()
  const { draft, change, problemOf } = wizard
  const edit = (part: Partial<typeof draft.shop>): void => change({ shop: { ...draft.shop, ...part } })
  return (
    <>
      <StepHead title={t('setup.shop.title')} body={t('setup.shop.body')} />
      <TextInput
        label={t('settings.shop.name')}
        value={draft.shop.name}
        maxLength={120}
        error={problemOf('shop.name')}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <div className={classes['grid']}>
        <TextInput
          label={t('settings.shop.till')}
          value={draft.shop.till}
          maxLength={40}
          error={problemOf('shop.till')}
          onChange={(event) => edit({ till: event.currentTarget.value })}
        />
        <Select
          label={t('settings.shop.currency')}
          allowDeselect={false}
          value={draft.shop.currency}
          data={[...currencies]}
          onChange={(value) => {
            if (value !== null && isFiatCurrency(value)) edit({ currency: value })
          }}
        />
      </div>
      <TextInput
        label={t('settings.shop.address')}
        value={draft.shop.address}
        maxLength={200}
        onChange={(event) => edit({ address: event.currentTarget.value })}
      />
      <TextInput
        label={t('settings.shop.receiptFooter')}
        value={draft.shop.receiptFooter}
        maxLength={200}
        onChange={(event) => edit({ receiptFooter: event.currentTarget.value })}
      />
    </>
  )
}
