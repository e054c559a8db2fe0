import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

/** A sound the till makes. */
export type Alert = 'detected' | 'paid' | 'alarm'

type Facts = Pick<CheckoutView, 'headline' | 'verdict'>

/**
 * The sound for a change of a checkout, none when nothing worth hearing happened. Leaving *Paid* is always an alarm; the
 * first view of a checkout is silent, except for an alarm that was missed.
 * @param before the view before, `undefined` for the first
 */
export function alertFor(before: Facts | undefined, after: Facts): Alert | undefined {
  const isAlarm = after.verdict.reason === 'reverted' || before?.headline === 'Paid'
  if (after.headline !== 'Paid' && isAlarm) return before?.verdict.reason === 'reverted' ? undefined : 'alarm'
  if (before === undefined || before.headline === after.headline) return undefined
  if (after.headline === 'Paid') return 'paid'
  return after.headline === 'Detected' ? 'detected' : undefined
}
