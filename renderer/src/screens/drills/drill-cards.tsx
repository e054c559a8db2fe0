import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillKind } from '../../../../shared/domain/drill/drill.ts'
import { Notice } from '../../components/notice.tsx'
import type { Action } from '../checkout/use-action.ts'
import classes from './drills-screen.module.css'

type DrillCardsProps = Readonly<{
  kinds: readonly DrillKind[]
  /** Absent for those who may not start one, and while none can be. */
  start: Action<[DrillKind]> | undefined
}>

/** One card a drill, with its story in a sentence. */
export function DrillCards({ kinds, start }: DrillCardsProps) {
  const { t } = useTranslation()
  const [started, setStarted] = useState<DrillKind | undefined>()
  const run = async (kind: DrillKind): Promise<void> => {
    setStarted(kind)
    if (!(await start?.run(kind))) setStarted(undefined)
  }
  return (
    <>
      <output>{started === undefined ? null : <Notice kind="info" title={t('drills.starting')} />}</output>
      <ul className={classes['cards']} aria-label={t('drills.listLabel')}>
        {kinds.map((kind) => (
          <li key={kind} className={classes['card']}>
            <h2 className={classes['name']}>{t(`drills.story.${kind}.name`)}</h2>
            <p className={classes['brief']}>{t(`drills.story.${kind}.brief`)}</p>
            {start ? (
              <Button
                size="md"
                variant="light"
                aria-label={t('drills.startNamed', { name: t(`drills.story.${kind}.name`) })}
                disabled={started !== undefined && started !== kind}
                loading={started === kind}
                onClick={() => void run(kind)}
              >
                {t('drills.start')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
