import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { saleLimits } from '../../../../shared/domain/sale/sale.ts'
import { Amount } from '../../components/amount.tsx'
import { DigitPad, PadKey } from '../../components/digit-pad.tsx'
import { Icon } from '../../components/icon.tsx'
import type { SettingsView } from '../../stores/settings.ts'
import { percentText } from './adjustment-entry.ts'
import { entryMinor, type KeypadEntry } from './keypad-entry.ts'
import { useKeypad } from './keypad-store.ts'
import type { RegisterModel } from './use-register.ts'
import classes from './keypad-panel.module.css'

/** From these numbers of digits on the amount is drawn smaller, so that it fits. */
const longFrom = 7
const longestFrom = 8

function sizeOf(entry: KeypadEntry): 'short' | 'long' | 'longest' {
  if (entry.length >= longestFrom) return 'longest'
  return entry.length >= longFrom ? 'long' : 'short'
}

type KeypadPanelProps = Readonly<{ register: RegisterModel; settings: SettingsView }>

/** The tax of typed amounts, where the shop has more than one to choose from. */
function TaxChoice({ tax }: Readonly<{ tax: SettingsView['tax'] }>) {
  const { t } = useTranslation()
  const chosen = useKeypad((state) => state.taxRateId)
  const setTaxRate = useKeypad((state) => state.setTaxRate)
  if (tax.rates.length < 2) return null
  return (
    <NativeSelect
      aria-label={t('register.keypad.tax')}
      value={chosen ?? tax.defaultRateId ?? ''}
      onChange={(event) => setTaxRate(event.currentTarget.value)}
      data={[
        ...tax.rates.map(({ id, name, bps }) => ({ value: id, label: `${name} ${percentText(bps)} %` })),
        { value: '', label: t('register.keypad.noTax') },
      ]}
    />
  )
}

/** Types an amount and a name for it, and adds both as a line. */
export function KeypadPanel({ register, settings }: KeypadPanelProps) {
  const { t } = useTranslation()
  const entry = useKeypad((state) => state.entry)
  const label = useKeypad((state) => state.label)
  const setLabel = useKeypad((state) => state.setLabel)
  return (
    <>
      <output
        className={classes['amount']}
        aria-label={t('register.keypad.amount')}
        data-empty={entry === ''}
        data-length={sizeOf(entry)}
      >
        <Amount minor={entryMinor(entry)} currency={settings.shop.currency} />
      </output>
      <TextInput
        aria-label={t('register.keypad.label')}
        placeholder={t('register.keypad.labelPlaceholder')}
        value={label}
        maxLength={saleLimits.nameMax}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey) register.addEntry()
        }}
      />
      <TaxChoice tax={settings.tax} />
      <div className={classes['pad']}>
        <DigitPad
          clearWord={t('register.keypad.clear')}
          onDigit={register.type}
          onClear={register.clearEntry}
          last={
            <PadKey label="00" onPress={() => register.type('00')}>
              00
            </PadKey>
          }
        />
      </div>
      <Button
        size="lg"
        variant="light"
        fullWidth
        leftSection={<Icon name="plus" />}
        onClick={() => register.addEntry()}
      >
        {t('register.keypad.add')}
      </Button>
      <button
        type="button"
        className={`${classes['keys']} ${classes['add']}`}
        aria-keyshortcuts="?"
        onClick={() => register.open({ kind: 'keys' })}
      >
        <Icon name="keys" size={20} />
        {t('register.keys.open')}
      </button>
    </>
  )
}
