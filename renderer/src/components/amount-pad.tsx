import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './amount-pad.module.css'
import { DigitPad, PadKey } from './digit-pad.tsx'
import { typeAmount } from './type-amount.ts'

type AmountPadProps = Readonly<{
  label: string
  /** Digits of the amount in minor units; empty for nothing. */
  digits: string
  /** The amount as it is read. */
  shown: ReactNode
  note: string
  /** What else sets the amount, beside it. */
  action?: ReactNode
  onChange: (digits: string) => void
}>

/** Types an amount in minor units; the keyboard works too, unless a field has it. */
export function AmountPad({ label, digits, shown, note, action, onChange }: AmountPadProps) {
  const { t } = useTranslation()
  const type = (typed: string): void => onChange(typeAmount(digits, typed))
  const erase = (): void => onChange(digits.slice(0, -1))
  useDigitKeys(type, erase)
  return (
    <div className={classes['pad']}>
      <div className={classes['head']}>
        <div>
          <output className={classes['typed']} aria-label={label}>
            {shown}
          </output>
          <p className={classes['note']}>{note}</p>
        </div>
        {action}
      </div>
      <DigitPad
        clearWord={t('register.keypad.clear')}
        onDigit={type}
        onClear={() => onChange('')}
        last={
          <PadKey label="00" onPress={() => type('00')}>
            00
          </PadKey>
        }
      />
    </div>
  )
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio')
  )
}

function useDigitKeys(type: (digit: string) => void, erase: () => void): void {
  const latest = useRef({ type, erase })
  useLayoutEffect(() => {
    latest.current = { type, erase }
  })
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return
      if (/^\d$/.test(event.key)) latest.current.type(event.key)
      else if (event.key === 'Backspace') latest.current.erase()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
