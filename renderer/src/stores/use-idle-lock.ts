import { useEffect } from 'react'
import { failureOf } from '../host/failure-of.ts'
import { terminal } from '../host/terminal.ts'
import { startIdleLock } from './idle-lock.ts'
import { useSession } from './session.ts'

async function touch(): Promise<void> {
  try {
    await terminal().session.touch()
  } catch (error) {
    // The terminal has ended the session: show the lock instead of failing at the next press.
    if (failureOf(error).code === 'session.required') await useSession.getState().lock()
  }
}

/** Locks the till when nobody has touched it for the time of the settings. */
export function useIdleLock(): void {
  const idleSeconds = useSession((state) => state.session?.idleSeconds)
  useEffect(() => {
    if (idleSeconds === undefined) return undefined
    const watch = startIdleLock({
      idleMs: idleSeconds * 1000,
      now: () => performance.now(),
      onTouch: () => void touch(),
      onIdle: () => void useSession.getState().lock(),
    })
    const events = ['pointerdown', 'keydown', 'wheel'] as const
    for (const name of events) window.addEventListener(name, watch.noteActivity, { passive: true })
    return () => {
      watch.stop()
      for (const name of events) window.removeEventListener(name, watch.noteActivity)
    }
  }, [idleSeconds])
}
