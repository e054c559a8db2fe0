import { useLayoutEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { pinLengths, typeDigit } from './pin-digits.ts'
import { useSession } from '../../stores/session.ts'

/** A PIN being typed for one person. */
export type PinEntry = Readonly<{
  pin: string
  isBusy: boolean
  failure: Failure | undefined
  type: (digit: string) => void
  erase: () => void
  clear: () => void
  submit: () => void
}>

/**
 * Collects a PIN and signs in.
 * @param autoLength digits after which it signs in by itself; undefined where a PIN's length is not known, because a
 * guess at four digits would cost the person one of their tries
 */
export function usePinEntry(staffId: string | undefined, autoLength: number | undefined): PinEntry {
  const [pin, setShown] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | undefined>()
  const signIn = useSession((state) => state.signIn)
  // Keys may come faster than the screen is drawn: what is typed is kept beside what is shown.
  const typed = useRef({ pin: '', isBusy: false })

  const setPin = (next: string): void => {
    typed.current.pin = next
    setShown(next)
  }

  const send = async (digits: string): Promise<void> => {
    if (staffId === undefined || digits.length < pinLengths.min || typed.current.isBusy) return
    typed.current.isBusy = true
    setBusy(true)
    setFailure(await signIn(staffId, digits))
    typed.current.isBusy = false
    setPin('')
    setBusy(false)
  }
  const type = (digit: string): void => {
    if (staffId === undefined || typed.current.isBusy) return
    const next = typeDigit(typed.current.pin, digit)
    setPin(next)
    setFailure(undefined)
    if (next.length === autoLength) void send(next)
  }
  const erase = (): void => setPin(typed.current.pin.slice(0, -1))
  const clear = (): void => setPin('')
  const submit = (): void => void send(typed.current.pin)
  return { pin, isBusy, failure, type, erase, clear, submit }
}

/** Typing on the keyboard fills the PIN, wherever the focus is. */
export function usePinKeys({ type, erase, clear, submit }: PinEntry): void {
  // Before the screen is painted: whoever sees the pad may type on it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (/^\d$/.test(event.key)) type(event.key)
      else if (event.key === 'Backspace') erase()
      else if (event.key === 'Escape') clear()
      // Enter on a button presses that button.
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) submit()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [type, erase, clear, submit])
}
