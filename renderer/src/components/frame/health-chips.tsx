import { Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import { useConnection } from '../../stores/use-connection.ts'
import { Icon } from '../icon.tsx'
import { chipList, chipsInBar, type Chip } from './health-chip-list.ts'
import { chipIcon, useChipWords } from './use-chip-words.ts'
import { HealthPanel } from './health-panel.tsx'
import classes from './health-chips.module.css'

function HealthChip({ chip }: Readonly<{ chip: Chip }>) {
  const { name, short } = useChipWords(chip)
  return (
    <span className={`${classes['chip']} ${classes[chip.tone]}`}>
      <span className={classes['icon']}>
        <Icon name={chipIcon(chip)} size={18} />
      </span>
      <span className={'name' in chip.about ? classes['chain'] : classes['aside']}>{name}</span>
      <span className={classes['word']}>{short}</span>
    </span>
  )
}

/** How networks, ledger and connection are doing; a press shows all of it. */
export function HealthChips() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const connection = useConnection()
  const { value: health } = useFollow('health', (signal) => terminal().system.health(undefined, { signal }))
  const chips = chipList(health, connection)
  const { shown, moreInTrouble, isShort } = chipsInBar(chips)
  const liveCount = health?.chains.filter((chain) => chain.state === 'live').length ?? 0
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="md"
      radius="lg"
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['button']}
          title={t('frame.health.details')}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="visually-hidden">{t('frame.health.label')}</span>
          {shown.map((chip) => (
            <HealthChip key={chip.id} chip={chip} />
          ))}
          {moreInTrouble > 0 ? (
            <span className={`${classes['chip']} ${classes['busy']}`}>
              {t('frame.health.more', { count: moreInTrouble })}
            </span>
          ) : null}
          {isShort ? (
            <span className={`${classes['chip']} ${classes['good']}`}>
              <span className={classes['icon']}>
                <Icon name="live" size={18} />
              </span>
              {t('frame.health.allLive', { count: liveCount })}
            </span>
          ) : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('frame.health.details')}>
        <HealthPanel chips={chips} health={health} onLeave={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
