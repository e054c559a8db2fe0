import { useLayoutEffect, useRef } from 'react'

type Keys = Readonly<Record<string, (() => void) | undefined>>

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="dialog"]') !== null
}

/**
 * Keys of a screen, by `KeyboardEvent.key` in lower case. A field, a dialog or, for Enter, a button that has the focus
 * keeps its keys.
 */
export function useCheckoutKeys(keys: Keys): void {
  const current = useRef(keys)
  // Before the screen is painted: whoever sees a button may press its key.
  useLayoutEffect(() => {
    current.current = keys
  })
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const isOnControl =
        event.target instanceof Element && event.target.closest('button, a, summary') !== null
      if (key === 'enter' && isOnControl) return
      const run = current.current[key]
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
