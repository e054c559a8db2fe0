import { useMediaQuery } from '@mantine/hooks'
import { useSession } from '../../stores/session.ts'
import { usePhoneStore } from './phone-store.ts'

/** The practice customer's phone: whether there is one, whether it is out, and whether the window has room for it. */
export type PhonePlace = Readonly<{ isThere: boolean; isOpen: boolean; hasRoom: boolean }>

/** Where the phone is right now. */
export function usePhone(): PhonePlace {
  // In a drill the customer acts by themselves.
  const isThere = useSession(({ hello }) => hello?.environment === 'practice' && hello.drill === undefined)
  const hasRoom = useMediaQuery('(min-width: 1280px)', undefined, { getInitialValueInEffect: false })
  const isOpen = usePhoneStore((state) => state.isOpen)
  return { isThere, isOpen: isThere && (isOpen ?? hasRoom === true), hasRoom: hasRoom === true }
}
