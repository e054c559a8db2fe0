import { useMemo } from 'react'
import type { TaxRules } from '../../../../shared/domain/sale/sale.ts'
import { totalBasket } from '../../../../shared/domain/sale/total-basket.ts'
import { useBasket } from '../../stores/basket.ts'
import { useSettings } from '../../stores/settings.ts'

/** The figures of the basket, or the rule that says no; undefined until the tax rules are known. */
export type BasketFigures = ReturnType<typeof totalBasket> | undefined

/** The basket's figures as the terminal will make them: the same function over the same rules. */
export function useTotals(): BasketFigures {
  const content = useBasket((state) => state.content)
  const settings = useSettings((state) => state.settings)
  return useMemo(() => {
    if (settings === undefined) return undefined
    const rules: TaxRules = {
      currency: settings.shop.currency,
      mode: settings.tax.mode,
      rates: settings.tax.rates,
    }
    return totalBasket(content, rules)
  }, [content, settings])
}
