import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillKind } from '../../../../shared/domain/drill/drill.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { formatRoute, useRoute } from '../../stores/router.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { formatTime } from '../sales/format-instant.ts'
import classes from './drill-banner.module.css'
import { LeaveDialog } from './leave-dialog.tsx'
import { useDrill, type RunningDrill } from './use-drill.ts'

/** The word DRILL and the drill's name, over every screen while one runs. */
export function DrillBanner() {
  const kind = useSession((state) => state.hello?.drill)
  const isSignedIn = useSession((state) => state.session !== undefined)
  if (kind === undefined) return null
  return isSignedIn ? <RunningBanner kind={kind} /> : <LockedBanner kind={kind} />
}

function DrillName({ kind }: Readonly<{ kind: DrillKind }>) {
  const { t } = useTranslation()
  return (
    <>
      <span className={classes['word']}>
        <Icon name="practice" size={20} />
        {t('drills.word')}
      </span>
      <strong className={classes['name']}>{t(`drills.story.${kind}.name`)}</strong>
    </>
  )
}

function LockedBanner({ kind }: Readonly<{ kind: DrillKind }>) {
  const { t } = useTranslation()
  return (
    <section className={`${classes['banner']} ${classes['locked']}`} aria-label={t('drills.banner.label')}>
      <DrillName kind={kind} />
      <span className={classes['text']}>{t('drills.banner.locked')}</span>
    </section>
  )
}

function bannerText(
  drill: RunningDrill | undefined,
  language: string,
): Readonly<{ right: number; of: number; time: string }> {
  return {
    right: drill?.score?.right ?? 0,
    of: drill?.score?.of ?? 0,
    time: formatTime(drill?.endsAt ?? 0, language),
  }
}

function RunningBanner({ kind }: Readonly<{ kind: DrillKind }>) {
  const { t, i18n } = useTranslation()
  const drill = useDrill()
  const finish = useAction(() => terminal().drills.finish())
  const [isAsked, setAsked] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const leave = async (): Promise<void> => {
    setAsked(false)
    setLeaving(await finish.run())
  }
  const isOver = drill?.phase === 'done' || drill?.phase === 'stuck'
  const { saleId } = drill ?? {}
  const route = useRoute()
  const isAtSale = route.screen === 'checkout' && route.parts[0] === saleId
  return (
    <section className={classes['banner']} aria-label={t('drills.banner.label')}>
      <DrillName kind={kind} />
      <output className={classes['text']}>
        {isLeaving
          ? t('drills.banner.leaving')
          : t(`drills.banner.${drill?.phase ?? 'next'}`, bannerText(drill, i18n.language))}
      </output>
      {saleId === undefined || isAtSale ? null : (
        <a className={classes['link']} href={formatRoute('checkout', saleId)}>
          {t('drills.banner.toSale')}
        </a>
      )}
      <Button
        variant="default"
        loading={finish.isBusy || isLeaving}
        onClick={() => (isOver ? void leave() : setAsked(true))}
      >
        {t('drills.banner.finish')}
      </Button>
      {finish.failure === undefined ? null : <FailureNotice failure={finish.failure} />}
      <LeaveDialog isOpen={isAsked} onStay={() => setAsked(false)} onLeave={() => void leave()} />
    </section>
  )
}
