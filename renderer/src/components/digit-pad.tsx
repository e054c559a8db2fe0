import type { ReactNode } from 'react'
import classes from './digit-pad.module.css'

type DigitPadProps = Readonly<{
  /** Word of the key that empties what was typed. */
  clearWord: string
  onDigit: (digits: string) => void
  onClear: () => void
  /** The key beside the zero. */
  last: ReactNode
  isDisabled?: boolean
}>

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const

/** Keys for digits in the order of a till, named by what they type. */
export function DigitPad({ clearWord, onDigit, onClear, last, isDisabled = false }: DigitPadProps) {
  const key = (digit: string): ReactNode => (
    <button
      key={digit}
      type="button"
      className={classes['key']}
      disabled={isDisabled}
      onClick={() => onDigit(digit)}
    >
      {digit}
    </button>
  )
  return (
    <div className={classes['pad']}>
      {digits.map(key)}
      <button
        type="button"
        className={`${classes['key']} ${classes['word']}`}
        disabled={isDisabled}
        onClick={onClear}
      >
        {clearWord}
      </button>
      {key('0')}
      {last}
    </div>
  )
}

/** A key of the pad that is not a digit of its own. */
export function PadKey({
  label,
  onPress,
  children,
  isDisabled = false,
}: Readonly<{ label: string; onPress: () => void; children: ReactNode; isDisabled?: boolean }>) {
  return (
    <button
      type="button"
      className={classes['key']}
      aria-label={label}
      disabled={isDisabled}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
