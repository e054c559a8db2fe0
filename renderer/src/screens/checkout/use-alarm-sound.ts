import { useEffect } from 'react'
import { playSound } from '../../components/play-sound.ts'
import { useSettings } from '../../stores/settings.ts'

const repeatMs = 5_000

/** Repeats the alarm until somebody has seen it; the first sound comes with the change itself. */
export function useAlarmSound(isRinging: boolean): void {
  const isOn = useSettings((state) => state.settings?.checkout.sound ?? true)
  useEffect(() => {
    if (!isRinging) return undefined
    const timer = setInterval(() => playSound('alarm', isOn), repeatMs)
    return () => clearInterval(timer)
  }, [isRinging, isOn])
}
