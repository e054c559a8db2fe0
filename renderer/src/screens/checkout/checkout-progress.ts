import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { alertFor, type Alert } from './alert-for.ts'

/** A checkout as this page has seen it develop. `receivedAtMs` is of a clock that only moves forward. */
export type CheckoutProgress = Readonly<{
  view: CheckoutView
  receivedAtMs: number
  wasPaid: boolean
  alert: Alert | undefined
}>

/** Takes the next view in: what to sound, and whether *Paid* has ever been shown. */
export function nextProgress(
  before: CheckoutProgress | undefined,
  view: CheckoutView,
  receivedAtMs: number,
): CheckoutProgress {
  const last = before?.view.saleId === view.saleId ? before : undefined
  return {
    view,
    receivedAtMs,
    wasPaid: (last?.wasPaid ?? false) || view.headline === 'Paid',
    alert: alertFor(last?.view, view),
  }
}
