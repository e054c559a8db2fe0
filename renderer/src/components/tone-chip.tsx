import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import classes from './tone-chip.module.css'

/** How serious a state is. */
export type Tone = 'calm' | 'moving' | 'good' | 'unsure' | 'bad'

/** Where something stands: icon, word and colour. */
export function ToneChip({ tone, icon, word }: Readonly<{ tone: Tone; icon: IconName; word: string }>) {
  return (
    <span className={`${classes['chip']} ${classes[tone]}`}>
      <Icon name={icon} size={18} />
      {word}
    </span>
  )
}
