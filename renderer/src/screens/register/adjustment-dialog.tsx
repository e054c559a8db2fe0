import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { noAdjustment, type Adjustment } from '../../../../shared/domain/sale/sale.ts'
import { Amount } from '../../components/amount.tsx'
import { DigitPad, PadKey } from '../../components/digit-pad.tsx'
import { adjustmentOf, emptyEntry, entryOf, typeInto, type AdjustmentEntry } from './adjustment-entry.ts'
import classes from './adjustment-dialog.module.css'

type AdjustmentDialogProps = Readonly<{
  title: string
  value: Adjustment
  currency: FiatCurrency
  onApply: (adjustment: Adjustment) => void
  onClose: () => void
}>

function Value({ entry, currency }: Readonly<{ entry: AdjustmentEntry; currency: FiatCurrency }>) {
  const { t } = useTranslation()
  return (
    <output className={classes['value']} aria-label={t('register.adjust.value')}>
      {entry.kind === 'amount' ? (
        <Amount minor={entry.text === '' ? 0n : BigInt(entry.text)} currency={currency} />
      ) : (
        <span className="amount">{`${entry.text === '' ? '0' : entry.text} %`}</span>
      )}
    </output>
  )
}

/** Types a discount or a tip, in percent or as an amount; the keyboard works too. */
export function AdjustmentDialog({ title, value, currency, onApply, onClose }: AdjustmentDialogProps) {
  const { t } = useTranslation()
  const [entry, setEntry] = useState(() => entryOf(value))
  const finish = (adjustment: Adjustment): void => {
    onApply(adjustment)
    onClose()
  }
  const type = (key: string): void => setEntry((last) => typeInto(last, key))
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (/^[\d.]$/.test(event.key)) type(event.key)
    else if (event.key === 'Backspace') setEntry((last) => ({ ...last, text: last.text.slice(0, -1) }))
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement))
      finish(adjustmentOf(entry))
  }
  const extraKey = entry.kind === 'rate' ? '.' : '00'
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={416}
      onKeyDown={onKeyDown}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes['body']}>
        <SegmentedControl
          fullWidth
          size="lg"
          aria-label={t('register.adjust.unit')}
          value={entry.kind}
          onChange={(kind) => setEntry(emptyEntry(kind === 'amount' ? 'amount' : 'rate'))}
          data={[
            { value: 'rate', label: t('register.adjust.percent') },
            { value: 'amount', label: t('register.adjust.amount') },
          ]}
        />
        <Value entry={entry} currency={currency} />
        <DigitPad
          clearWord={t('register.keypad.clear')}
          onDigit={type}
          onClear={() => setEntry(emptyEntry(entry.kind))}
          last={
            <PadKey
              label={extraKey === '.' ? t('register.adjust.point') : extraKey}
              onPress={() => type(extraKey)}
            >
              {extraKey}
            </PadKey>
          }
        />
        <div className={classes['buttons']}>
          <Button size="lg" variant="default" onClick={() => finish(noAdjustment)}>
            {t('register.adjust.takeOff')}
          </Button>
          <Button size="lg" data-autofocus onClick={() => finish(adjustmentOf(entry))}>
            {t('register.adjust.apply')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
