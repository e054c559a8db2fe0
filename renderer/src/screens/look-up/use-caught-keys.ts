import { useLayoutEffect, type RefObject } from 'react'

/**
 * A scanner in keyboard mode types wherever the focus is: while the dialog is open its characters belong into the field, in
 * place of what stands there.
 */
export function useCaughtKeys(field: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isCharacter = event.key.length === 1 && event.key !== ' '
      if (!isCharacter || event.ctrlKey || event.metaKey || event.altKey) return
      // The focus moves before the character is typed, so that it is the first of the new text.
      if (event.target !== field.current) field.current?.select()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [field])
}
