import { useId, type ReactNode } from 'react'
import classes from './refund-desk.module.css'

type TargetChoiceProps = Readonly<{
  title: string
  note?: string
  why: string
  isChosen: boolean
  onChoose: () => void
  children?: ReactNode
}>

/** One receiver to choose: the radio covers the whole surface. */
export function TargetChoice({ title, note, why, isChosen, onChoose, children }: TargetChoiceProps) {
  const id = useId()
  return (
    <div className={classes['target']}>
      <input
        type="radio"
        name="refund-target"
        className={classes['radio']}
        checked={isChosen}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-why`}
        onChange={onChoose}
      />
      <div className={classes['targetHead']}>
        <span id={`${id}-title`} className={classes['targetTitle']}>
          {title}
        </span>
        {note === undefined ? null : <span className={`amount ${classes['word']}`}>{note}</span>}
      </div>
      <div id={`${id}-why`}>
        {children}
        {isChosen ? <div className={classes['word']}>{why}</div> : null}
      </div>
    </div>
  )
}
