import { useState } from 'react'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { totalBasket } from '../../../../shared/domain/sale/total-basket.ts'
import { keepBasket } from '../../cache/basket-memory.ts'
import { cacheOf } from '../../cache/cache-database.ts'
import { failureOf, failureOfRejection } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'
import { useBasket } from '../../stores/basket.ts'
import type { BasketContent } from '../../stores/basket-content.ts'
import { newId } from '../../stores/new-id.ts'
import { navigate } from '../../stores/router.ts'
import type { SettingsView } from '../../stores/settings.ts'

/** Charging the basket. */
export type Charging = Readonly<{
  isBusy: boolean
  failure: Failure | undefined
  charge: () => Promise<void>
  forget: () => void
}>

/** The basket and its key are on disk before the first try; without a disk the key still lives on the screen. */
async function keep(settings: SettingsView, content: BasketContent): Promise<void> {
  try {
    await keepBasket(cacheOf(settings.environment), content)
  } catch {
    return
  }
}

/**
 * Opens the sale of the basket and goes to its checkout. The basket stays until the terminal has answered: a call that
 * was cut off is repeated under the same key and gives the same sale.
 */
export function useCharge(settings: SettingsView): Charging {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | undefined>()

  const send = async (content: BasketContent): Promise<void> => {
    const basket = useBasket.getState()
    basket.markCharged()
    await keep(settings, content)
    const { key, lines, discount, tip, note } = content
    const view = await terminal().checkout.open({
      key,
      lines: [...lines],
      discount,
      tip,
      ...(note === '' ? {} : { note }),
    })
    basket.clear()
    navigate('checkout', view.saleId)
  }
  const charge = async (): Promise<void> => {
    if (isBusy) return
    const { content } = useBasket.getState()
    const { shop, tax } = settings
    const figures = totalBasket(content, { currency: shop.currency, mode: tax.mode, rates: tax.rates })
    if (!figures.ok) {
      setFailure(failureOfRejection(figures))
      return
    }
    setBusy(true)
    setFailure(undefined)
    try {
      await send(content)
    } catch (error) {
      const problem = failureOf(error)
      // The key belongs to another content, from before a crash: the next try is a sale of its own.
      if (problem.code === 'ledger.keyConflict') useBasket.getState().replace({ ...content, key: newId() })
      setFailure(problem)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, failure, charge, forget: () => setFailure(undefined) }
}
