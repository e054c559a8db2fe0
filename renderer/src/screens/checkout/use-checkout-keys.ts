import { useLayoutEffect, useRef } from 'react'
import { feedKey, gapMsMax, noBurst } from '../register/scan-detector.ts'

type Keys = Readonly<Record<string, (() => void) | undefined>>

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="dialog"]') !== null
}

/** The longest text a scanner may type here: the web address of an explorer with a transaction in it. */
const scanLengthMax = 500

/**
 * Keys of a screen, by `KeyboardEvent.key` in lower case. A field, a dialog or, for Enter, a button that has the focus
 * keeps its keys. What a scanner types are no keys of a person: a letter waits for the time in which a scanner would have
 * sent the next, so that no code cancels a sale.
 */
export function useCheckoutKeys(keys: Keys, onScan: (text: string) => void): void {
  const current = useRef({ keys, onScan })
  // Before the screen is painted: whoever sees a button may press its key.
  useLayoutEffect(() => {
    current.current = { keys, onScan }
  })
  useLayoutEffect(() => {
    let burst = noBurst
    let waiting: ReturnType<typeof setTimeout> | undefined
    const runSoon = (key: string): void => {
      waiting = setTimeout(() => current.current.keys[key]?.(), gapMsMax + 10)
    }
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const { burst: next, isStart, scanned } = feedKey(burst, event.key, event.timeStamp, scanLengthMax)
      burst = next
      const isCharacter = event.key.length === 1
      if (isCharacter || scanned !== undefined) clearTimeout(waiting)
      if (scanned !== undefined) {
        event.preventDefault()
        current.current.onScan(scanned)
        return
      }
      if (isCharacter && !isStart) return
      const isOnControl =
        event.target instanceof Element && event.target.closest('button, a, summary') !== null
      if (key === 'enter' && isOnControl) return
      const run = current.current.keys[key]
      if (!run) return
      event.preventDefault()
      if (isCharacter) runSoon(key)
      else run()
    }
    window.addEventListener('keydown', press)
    return () => {
      clearTimeout(waiting)
      window.removeEventListener('keydown', press)
    }
  }, [])
}
