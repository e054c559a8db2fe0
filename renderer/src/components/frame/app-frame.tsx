import { Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DrillBanner } from '../../screens/drills/drill-banner.tsx'
import { UnseenChanges } from '../../screens/settings/unseen-changes.tsx'
import { CrashBoundary } from '../crash-boundary.tsx'
import { ScreenLoading } from '../screen-message.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'
import classes from './app-frame.module.css'

/** Rail, top bar and banner around a screen. `screen` names it, so that a crash of one does not stick to the next. */
export function AppFrame({ screen, children }: Readonly<{ screen: string; children: ReactNode }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['frame']}>
      <Rail current={screen} />
      <TopBar />
      <DrillBanner />
      <div className={classes['banner']}>
        <OfflineBanner />
        <UnseenChanges />
      </div>
      <main className={classes['main']}>
        <CrashBoundary key={screen}>
          <Suspense fallback={<ScreenLoading label={t('common.loading')} />}>{children}</Suspense>
        </CrashBoundary>
      </main>
    </div>
  )
}
