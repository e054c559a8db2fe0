import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { terminal } from '../../host/terminal.ts'
import { useBasket } from '../../stores/basket.ts'
import { useSettings } from '../../stores/settings.ts'
import { displayLines } from './display-lines.ts'
import type { BasketFigures } from './use-totals.ts'

const debounceMs = 120

/**
 * Shows the basket on the customer display as it grows, a moment after it came to rest. While it is charged nothing is
 * told: a basket that arrives after its own checkout would take the code away from the customer.
 */
export function useMirror(figures: BasketFigures, isCharging: boolean): void {
  const { t } = useTranslation()
  const lines = useBasket((state) => state.content.lines)
  const tax = useSettings((state) => state.settings?.tax.mode)
  const currency = useSettings((state) => state.settings?.shop.currency)
  const hasShown = useRef(false)
  const tipWord = t('register.tip.title')
  useEffect(() => {
    if (isCharging || currency === undefined || tax === undefined) return undefined
    // An empty basket is only told after a full one: opening the register must not wipe a checkout off the display.
    if (lines.length === 0 && !hasShown.current) return undefined
    if (lines.length > 0 && figures?.ok !== true) return undefined
    const timer = setTimeout(() => {
      const isShown = lines.length > 0
      hasShown.current = isShown
      const shown = figures?.ok === true ? displayLines(lines, figures.totals, tax, tipWord) : []
      const totalMinor = figures?.ok === true ? figures.totals.totalMinor : 0n
      // The display is a courtesy: a till that cannot reach it sells on, and the banner says why.
      void terminal()
        .display.showBasket({ currency, lines: isShown ? [...shown] : [], totalMinor })
        .catch(() => undefined)
    }, debounceMs)
    return () => clearTimeout(timer)
  }, [lines, figures, tax, currency, tipWord, isCharging])
}
