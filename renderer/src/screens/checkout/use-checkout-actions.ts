import { useRef } from 'react'
import { terminal } from '../../host/terminal.ts'
import { navigate } from '../../stores/router.ts'
import { newId } from '../../stores/new-id.ts'
import { useAction, type Action } from './use-action.ts'

/** What the buttons of a checkout do. */
export type CheckoutActions = Readonly<{
  extend: Action<[]>
  cancel: Action<[reason: string]>
  startNew: () => void
  viewSale: () => void
}>

/** The calls of a checkout. A repeated extension after a lost answer carries the key of the first try. */
export function useCheckoutActions(saleId: string): CheckoutActions {
  const extendKey = useRef<string | undefined>(undefined)
  const extend = useAction(async () => {
    extendKey.current ??= newId()
    await terminal().checkout.extend({ saleId, key: extendKey.current })
    extendKey.current = undefined
  })
  const cancel = useAction((reason: string) => terminal().checkout.cancel({ saleId, reason }))
  const dismiss = useAction(() => terminal().checkout.dismiss({ saleId }))
  return {
    extend,
    cancel,
    startNew: () => {
      // Clearing the customer display may fail without holding up the next customer: the next sale replaces it.
      void dismiss.run()
      navigate('register')
    },
    viewSale: () => navigate('sales', saleId),
  }
}
