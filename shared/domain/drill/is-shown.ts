import type { InvoiceException } from '../invoice/invoice.ts'
import type { VerdictReason } from '../verdict/verdict.ts'
import type { DrillSight } from './drill.ts'

/** What a checkout shows, as far as drills look at it. */
export type ShownCheckout = Readonly<{
  exception: InvoiceException
  verdict: Readonly<{ reason: VerdictReason }>
}>

/** Whether a checkout shows what a drill waits for; without an exception in the sight any will do. */
export function isShown({ reasons, exception }: DrillSight, view: ShownCheckout): boolean {
  return reasons.includes(view.verdict.reason) && (exception === undefined || exception === view.exception)
}
