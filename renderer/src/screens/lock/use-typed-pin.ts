import { useLayoutEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { pinLengths, typeDigit } from './pin-digits.ts'

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

type TypedPin = Readonly<{
  /** Hands the PIN over; answers what was wrong with it. Nobody types while it is `undefined`. */
  send: ((digits: string) => Promise<Failure | undefined>) | undefined
  /** Digits after which it is handed over by itself; undefined where a PIN's length is not known. */
  autoLength?: number | undefined
}>

/** Collects the digits of a PIN and hands them over, one PIN at a time; it is forgotten with the answer. */
export function useTypedPin({ send, autoLength }: TypedPin): PinEntry {
  const [pin, setShown] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | undefined>()
  // Keys may come faster than the screen is drawn: what is typed is kept beside what is shown.
  const typed = useRef({ pin: '', isBusy: false })

  const setPin = (next: string): void => {
    typed.current.pin = next
    setShown(next)
  }

  const handOver = async (digits: string): Promise<void> => {
    if (send === undefined || digits.length < pinLengths.min || typed.current.isBusy) return
    typed.current.isBusy = true
    setBusy(true)
    setFailure(await send(digits))
    typed.current.isBusy = false
    setPin('')
    setBusy(false)
  }
  const type = (digit: string): void => {
    if (send === undefined || typed.current.isBusy) return
    const next = typeDigit(typed.current.pin, digit)
    setPin(next)
    setFailure(undefined)
    if (next.length === autoLength) void handOver(next)
  }
  const erase = (): void => setPin(typed.current.pin.slice(0, -1))
  const clear = (): void => setPin('')
  const submit = (): void => void handOver(typed.current.pin)
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
