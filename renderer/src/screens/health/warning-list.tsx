import { Icon } from '../../components/icon.tsx'
import type { ChainWarning } from './chain-warnings.ts'
import classes from './warning-list.module.css'
import { useWords } from './use-words.ts'

const icons = { problem: 'alert', warning: 'question', advice: 'note' } as const

type WarningListProps = Readonly<{
  warnings: readonly ChainWarning[]
  label: string
  /** Why the network is silent, as the sources said. */
  problem: string | undefined
}>

/** What is amiss with a network, and what to do about it. */
export function WarningList({ warnings, label, problem }: WarningListProps) {
  const { t } = useWords()
  if (warnings.length === 0) return null
  return (
    <ul className={classes['list']} aria-label={label}>
      {warnings.map(({ kind, weight, count, total }) => (
        <li key={kind} className={`${classes['row']} ${classes[weight]}`}>
          <Icon name={icons[weight]} size={20} />
          <div>
            <div className={classes['title']}>{t(`health.warning.${kind}`, { count, total })}</div>
            {kind === 'silent' && problem !== undefined ? (
              <div className={classes['hint']}>{problem}</div>
            ) : null}
            <div className={classes['hint']}>{t(`health.warning.${kind}Hint`)}</div>
          </div>
        </li>
      ))}
    </ul>
  )
}
