import { useEffect } from 'react'
import { mayActAs } from '../../../shared/domain/staff/role.ts'
import { screens } from '../screens/screen-list.tsx'
import { navigate } from './router.ts'
import { useSession } from './session.ts'

/** The screens of the rail by number, and F10 to lock: the same on every screen. */
export function useFrameKeys(): void {
  const role = useSession((state) => state.session?.staff.role)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'F10') {
        event.preventDefault()
        void useSession.getState().lock()
        return
      }
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
      if (!event.altKey || digit === undefined || role === undefined) return
      const shown = screens.filter(
        ({ rail, access }) => rail !== undefined && access !== 'anyone' && mayActAs(role, access),
      )
      const screen = shown[Number(digit) - 1]
      if (!screen) return
      event.preventDefault()
      navigate(screen.path)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [role])
}
