import { useId } from 'react'
import classes from './radio-chips.module.css'

/** One radio as a chip: its word, a second line, and whether it can be chosen. */
export type Chip = Readonly<{ value: string; label: string; note?: string; isDisabled?: boolean }>

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
          <RadioChip
            key={chip.value}
            name={name}
            chip={chip}
            isChecked={chip.value === value}
            onChoose={() => onChange(chip.value)}
          />
        ))}
      </div>
    </div>
  )
}

type RadioChipProps = Readonly<{ name: string; chip: Chip; isChecked: boolean; onChoose: () => void }>

function RadioChip({ name, chip, isChecked, onChoose }: RadioChipProps) {
  const id = useId()
  return (
    <div className={classes['chip']}>
      <input
        type="radio"
        className={classes['input']}
        name={name}
        value={chip.value}
        checked={isChecked}
        disabled={chip.isDisabled ?? false}
        aria-labelledby={`${id}-label`}
        {...(chip.note === undefined ? {} : { 'aria-describedby': `${id}-note` })}
        onChange={onChoose}
      />
      <span id={`${id}-label`} className={classes['label']}>
        {chip.label}
      </span>
      {chip.note === undefined ? null : (
        <span id={`${id}-note`} className={classes['note']}>
          {chip.note}
        </span>
      )}
    </div>
  )
}
