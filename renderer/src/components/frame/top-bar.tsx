import { useTranslation } from 'react-i18next'
import { useSession } from '../../stores/session.ts'
import { EnvironmentBadge } from '../environment-badge.tsx'
import { Icon } from '../icon.tsx'
import { HealthChips } from './health-chips.tsx'
import { OutboxChip } from './outbox-chip.tsx'
import classes from './top-bar.module.css'

/** Shop and till, environment, health, and who is signed in. */
export function TopBar() {
  const { t } = useTranslation()
  const hello = useSession((state) => state.hello)
  const staffName = useSession((state) => state.session?.staff.name)
  const lock = useSession((state) => state.lock)
  return (
    <section className={classes['bar']} aria-label={t('frame.bar')} data-environment={hello?.environment}>
      <div className={classes['shop']}>
        <div className={classes['name']}>{hello?.shopName}</div>
        <div className={classes['till']}>{hello?.till}</div>
      </div>
      {hello === undefined ? null : <EnvironmentBadge environment={hello.environment} />}
      <div className={classes['space']} />
      <OutboxChip />
      <HealthChips />
      <div className={classes['staff']}>{staffName}</div>
      <button type="button" className={classes['lock']} onClick={() => void lock()} aria-keyshortcuts="F10">
        <Icon name="lock" />
        {t('frame.lock')}
      </button>
    </section>
  )
}
