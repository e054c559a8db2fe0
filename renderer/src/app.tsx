import { Button } from '@mantine/core'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { mayActAs } from '../../shared/domain/staff/role.ts'
import { AppFrame } from './components/frame/app-frame.tsx'
import { ScreenLoading, ScreenMessage } from './components/screen-message.tsx'
import { Watermark } from './components/watermark.tsx'
import { LockScreen } from './screens/lock/lock-screen.tsx'
import { findScreen, type Screen } from './screens/screen-list.tsx'
import { navigate, useRoute } from './stores/router.ts'
import { useIdleLock } from './stores/use-idle-lock.ts'
import { useFrameKeys } from './stores/use-frame-keys.ts'
import { useSession } from './stores/session.ts'
import { useCacheFeed } from './cache/use-cache-feed.ts'

function NoSuchScreen() {
  const { t } = useTranslation()
  return (
    <ScreenMessage
      icon="question"
      title={t('frame.notFound.title')}
      body={t('frame.notFound.body')}
      action={<Button onClick={() => navigate('register')}>{t('frame.notFound.home')}</Button>}
    />
  )
}

function SignedIn() {
  const route = useRoute()
  const role = useSession((state) => state.session?.staff.role)
  const screen = findScreen(route.screen)
  useIdleLock()
  useFrameKeys()
  useCacheFeed()
  const isAllowed =
    screen !== undefined && screen.access !== 'anyone' && role !== undefined && mayActAs(role, screen.access)
  return (
    <AppFrame screen={route.screen}>
      {isAllowed ? <screen.component parts={route.parts} /> : <NoSuchScreen />}
    </AppFrame>
  )
}

function Bare({ screen }: Readonly<{ screen: Screen }>) {
  const { t } = useTranslation()
  return (
    <Suspense fallback={<ScreenLoading label={t('common.loading')} />}>
      <screen.component parts={[]} />
    </Suspense>
  )
}

function CurrentView() {
  const { t } = useTranslation()
  const hello = useSession((state) => state.hello)
  const isSignedIn = useSession((state) => state.session !== undefined)
  if (hello === undefined) return <ScreenLoading label={t('frame.connecting')} />
  const setup = hello.setupNeeded && !hello.offerChoice ? findScreen('setup') : undefined
  if (setup) return <Bare screen={setup} />
  return isSignedIn ? <SignedIn /> : <LockScreen hello={hello} />
}

/** The till: set-up, lock or the screens, whichever is due. */
export function App() {
  useEffect(() => {
    // The register is fetched while somebody types their PIN; a failure shows when it is opened.
    void import('./screens/register/register-screen.tsx').catch(() => undefined)
  }, [])
  const isPractice = useSession((state) => state.hello?.environment === 'practice')
  return (
    <>
      <CurrentView />
      {isPractice ? <Watermark /> : null}
    </>
  )
}
