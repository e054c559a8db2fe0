import type { ReactNode } from 'react'
import classes from './radio-chips.module.css'

/** One radio as a chip: its word, a second line, and whether it can be chosen. */
export type Chip = Readonly<{ value: string; label: string; note?: ReactNode; isDisabled?: boolean }>

type RadioChipsProps = Readonly<{
  name: string
  label: string
  chips: readonly Chip[]
  value: string
  onChange: (value: string) => void
  /** `field`: among other fields of a form. */
  look?: 'quiet' | 'field'
}>

/** A group of radios to press with a finger. Arrow keys move the choice as in any group of radios. */
export function RadioChips({ name, label, chips, value, onChange, look = 'quiet' }: RadioChipsProps) {
  return (
    <div className={classes['group']}>
      <span className={classes[look]} aria-hidden="true">
        {label}
      </span>
      <div role="radiogroup" aria-label={label} className={classes['chips']}>
        {chips.map((chip) => (
          <label key={chip.value} className={classes['chip']}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={chip.value}
              checked={chip.value === value}
              disabled={chip.isDisabled ?? false}
              onChange={() => onChange(chip.value)}
            />
            <span className={classes['label']}>{chip.label}</span>
            {chip.note === undefined ? null : <span className={classes['note']}>{chip.note}</span>}
          </label>
        ))}
      </div>
    </div>
  )
}
