import { terminal } from '../../host/terminal.ts'
import { useFollow, type Followed } from '../../host/use-follow.ts'
import { useTillNow } from '../../screens/health/use-till-now.ts'
import { useWords } from '../../screens/health/use-words.ts'
import { formatRoute } from '../../stores/router.ts'
import { Icon } from '../icon.tsx'
import classes from './outbox-chip.module.css'

type OutboxState = Awaited<ReturnType<ReturnType<typeof terminal>['outbox']['list']>>

type Waiting = Readonly<{
  state: Pick<OutboxState, 'at' | 'waiting' | 'dead' | 'oldestAt'>
  arrivedAtMs: number
}>

function Chip({ state, arrivedAtMs }: Waiting) {
  const { t, age } = useWords()
  const now = useTillNow(state.at, arrivedAtMs)
  const { waiting, dead, oldestAt } = state
  const words =
    dead > 0
      ? t('outbox.chip.dead', { count: dead })
      : t('outbox.chip.waiting', { count: waiting, age: age(now - (oldestAt ?? now)) })
  return (
    <a className={classes['chip']} data-tone={dead > 0 ? 'bad' : 'busy'} href={formatRoute('outbox')}>
      <span className={classes['plate']}>
        <Icon name={dead > 0 ? 'alert' : 'upload'} size={18} />
        <span className={classes['name']}>{t('outbox.title')}</span>
        <span className={classes['words']}>{words}</span>
      </span>
    </a>
  )
}

/** How much waits to leave the till, and how long already; nothing where nothing waits. */
export function OutboxChip() {
  const { value, arrivedAtMs }: Followed<Waiting['state']> = useFollow('outbox', (signal) =>
    terminal().outbox.follow(undefined, { signal }),
  )
  if (value === undefined || value.waiting + value.dead === 0) return null
  return <Chip state={value} arrivedAtMs={arrivedAtMs} />
}
