import { useEffect, useRef } from 'react'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { playSound } from '../../components/play-sound.ts'
import { terminal } from '../../host/terminal.ts'
import { useFollow, type Followed } from '../../host/use-follow.ts'
import { useSettings } from '../../stores/settings.ts'
import { nextProgress, type CheckoutProgress } from './checkout-progress.ts'

/** The checkout of a sale as it develops, with its sounds. */
export function useCheckout(saleId: string): Followed<CheckoutProgress> {
  const last = useRef<CheckoutProgress | undefined>(undefined)
  const followed = useFollow(saleId, async (signal) => {
    const views = await terminal().checkout.follow({ saleId }, { signal })
    return stamp(views, last)
  })
  useAlerts(followed.value)
  return followed
}

async function* stamp(
  views: AsyncIterable<CheckoutView>,
  last: { current: CheckoutProgress | undefined },
): AsyncGenerator<CheckoutProgress, void> {
  for await (const view of views) {
    last.current = nextProgress(last.current, view, performance.now())
    yield last.current
  }
}

function useAlerts(progress: CheckoutProgress | undefined): void {
  const isOn = useSettings((state) => state.settings?.checkout.sound ?? true)
  const isOnRef = useRef(isOn)
  useEffect(() => {
    isOnRef.current = isOn
  })
  useEffect(() => {
    if (progress?.alert !== undefined) playSound(progress.alert, isOnRef.current)
  }, [progress])
}
