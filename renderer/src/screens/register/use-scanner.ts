import { useLayoutEffect, useRef } from 'react'
import { feedKey, noBurst } from './scan-detector.ts'

type Scanner = Readonly<{
  /** The first key of what may become a scan: remember what the keys will disturb. */
  onBurstStart: () => void
  /** A code was read; the keys have been typed into whatever had the focus. */
  onScan: (code: string) => void
}>

/** Hears a barcode scanner in keyboard mode, whatever has the focus. Its closing Enter presses no button. */
export function useScanner(scanner: Scanner): void {
  const latest = useRef(scanner)
  useLayoutEffect(() => {
    latest.current = scanner
  })
  // Before the screen is painted: whoever sees the keypad may type on it.
  useLayoutEffect(() => {
    let burst = noBurst
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      const step = feedKey(burst, event.key, event.timeStamp)
      burst = step.burst
      if (step.isStart) latest.current.onBurstStart()
      if (step.scanned === undefined) return
      event.preventDefault()
      event.stopImmediatePropagation()
      latest.current.onScan(step.scanned)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
