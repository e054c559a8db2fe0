import { useEffect } from 'react'
import { railScreens } from '../screens/screen-list.tsx'
import { navigate } from './router.ts'
import { useSession } from './session.ts'

/** The screens of the rail by number, and F10 to lock: the same on every screen. */
export function useFrameKeys(): void {
  const role = useSession((state) => state.session?.staff.role)
  const environment = useSession((state) => state.hello?.environment)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'F10') {
        event.preventDefault()
        void useSession.getState().lock()
        return
      }
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
      if (!event.altKey || digit === undefined || role === undefined) return
      const screen = railScreens(role, environment)[Number(digit) - 1]
      if (!screen) return
      event.preventDefault()
      navigate(screen.path)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [role, environment])
}
