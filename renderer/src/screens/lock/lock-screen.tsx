import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from '../../components/brand.tsx'
import { EnvironmentBadge } from '../../components/environment-badge.tsx'
import { OfflineBanner } from '../../components/frame/offline-banner.tsx'
import { ScreenMessage } from '../../components/screen-message.tsx'
import { DrillBanner } from '../drills/drill-banner.tsx'
import type { Hello } from '../../stores/session.ts'
import { FirstStart } from './first-start.tsx'
import { PinPanel } from './pin-panel.tsx'
import { pinLengths } from './pin-digits.ts'
import { StaffTile } from './staff-tile.tsx'
import classes from './lock-screen.module.css'

/** PINs that the practice environment starts with; they are public and refused anywhere else. */
const practicePins = [
  ['cashier', '1111'],
  ['manager', '2222'],
  ['owner', '3333'],
] as const

function PracticeHint() {
  const { t } = useTranslation()
  return (
    <div className={classes['practice']}>
      <span className={classes['practiceTitle']}>{t('lock.practicePins')}</span>
      {practicePins.map(([role, pin]) => (
        <span key={role} className={classes['practicePin']}>
          {t(`common.role.${role}`)} <b>{pin}</b>
        </span>
      ))}
    </div>
  )
}

/** Who is at the till, and their PIN. Until somebody has chosen an environment it offers that choice too. */
export function LockScreen({ hello }: Readonly<{ hello: Hello }>) {
  const { t } = useTranslation()
  const only = hello.staff.length === 1 ? hello.staff[0]?.id : undefined
  const [staffId, setStaffId] = useState<string | undefined>(only)
  const isPractice = hello.environment === 'practice'
  const member = hello.staff.find((candidate) => candidate.id === staffId)
  return (
    <main className={classes['screen']}>
      <div className={classes['greeting']}>
        <OfflineBanner />
        <DrillBanner />
        <div className={classes['shop']}>
          <Brand size={48} />
          <div>
            <div className={classes['shopName']}>{hello.shopName}</div>
            <div className={classes['till']}>{hello.till}</div>
          </div>
          <div className={classes['space']} />
          <EnvironmentBadge environment={hello.environment} />
        </div>
        <h1 className={classes['title']}>{t('lock.title')}</h1>
        {hello.staff.length === 0 ? (
          <ScreenMessage icon="person" title={t('lock.noStaff.title')} body={t('lock.noStaff.body')} />
        ) : (
          <ul className={classes['tiles']} aria-label={t('lock.staff')}>
            {hello.staff.map((candidate) => (
              <li key={candidate.id}>
                <StaffTile member={candidate} isChosen={candidate.id === staffId} onChoose={setStaffId} />
              </li>
            ))}
          </ul>
        )}
        {isPractice ? <PracticeHint /> : null}
        {hello.offerChoice ? <FirstStart /> : null}
        <div className={classes['space']} />
        <div className={classes['foot']}>{t('lock.version', { version: hello.version })}</div>
      </div>
      <PinPanel key={staffId ?? ''} member={member} autoLength={isPractice ? pinLengths.min : undefined} />
    </main>
  )
}
