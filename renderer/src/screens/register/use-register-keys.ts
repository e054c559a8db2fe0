import { useLayoutEffect, useRef } from 'react'
import { useKeypad } from './keypad-store.ts'
import { actionOf, keyActions } from './register-keys.ts'
import { useBasketActions } from './use-basket-actions.ts'
import type { RegisterModel } from './use-register.ts'

/** True where keys belong to what has the focus: a field being typed in, or a dialog. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null
}

/** Every action of the register on the keyboard, wherever the focus is. */
export function useRegisterKeys(register: RegisterModel, focusSearch: () => void): void {
  const basket = useBasketActions()
  const ports = useRef({ register, basket, focusSearch })
  useLayoutEffect(() => {
    ports.current = { register, basket, focusSearch }
  })
  // Before the screen is painted: whoever sees the keypad may type on it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { register: model } = ports.current
      const action = actionOf(event)
      const isInField = isTaken(event.target)
      // Function keys and Ctrl+Enter work from inside a field too; a dialog keeps every key to itself.
      const reachesFields = action === 'charge' || /^F\d/.test(event.key)
      if (event.defaultPrevented || model.dialog.kind !== 'none' || (isInField && !reachesFields)) return
      if (/^\d$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
        model.type(event.key)
        return
      }
      // Enter adds what was typed; with nothing typed it presses the button that has the focus.
      const isOnControl = event.target instanceof HTMLElement && event.target.closest('button, a') !== null
      if (
        action === undefined ||
        event.altKey ||
        (action === 'add' && useKeypad.getState().entry === '' && isOnControl)
      )
        return
      event.preventDefault()
      keyActions[action](ports.current)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
