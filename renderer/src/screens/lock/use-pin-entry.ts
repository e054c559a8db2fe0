import { useSession } from '../../stores/session.ts'
import { useTypedPin, type PinEntry } from './use-typed-pin.ts'

/**
 * Collects a PIN and signs in.
 * @param autoLength digits after which it signs in by itself; undefined where a PIN's length is not known, because a
 * guess at four digits would cost the person one of their tries
 */
export function usePinEntry(staffId: string | undefined, autoLength: number | undefined): PinEntry {
  const signIn = useSession((state) => state.signIn)
  return useTypedPin({
    send: staffId === undefined ? undefined : (digits) => signIn(staffId, digits),
    autoLength,
  })
}
