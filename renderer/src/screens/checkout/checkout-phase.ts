import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

/**
 * What the screen is for right now. `collect`: the code is shown. `release`: all the money is seen, goods wait.
 * `paid`: hand over. `alarm`: it was paid and is not any more. `over`: cancelled or out of time.
 */
export type CheckoutPhase = 'collect' | 'release' | 'paid' | 'alarm' | 'over'

/** The colour, icon and weight of an answer. */
export type Tone = 'waiting' | 'detected' | 'paid' | 'notPaid' | 'cannotTell'

type Facts = Pick<CheckoutView, 'verdict' | 'status' | 'exception'>

/**
 * @param wasPaid whether this page has shown *Paid* for the sale before
 */
export function phaseOf(view: Facts, wasPaid: boolean): CheckoutPhase {
  if (view.verdict.answer === 'paid') return 'paid'
  if (wasPaid || view.verdict.reason === 'reverted') return 'alarm'
  if (view.status === 'void' || view.status === 'expired') return 'over'
  return view.verdict.reason === 'waitingForRelease' ? 'release' : 'collect'
}

/** The look of a headline. */
export function toneOf(headline: CheckoutView['headline']): Tone {
  switch (headline) {
    case 'Waiting':
      return 'waiting'
    case 'Detected':
      return 'detected'
    case 'Paid':
      return 'paid'
    case 'Not paid':
      return 'notPaid'
    case 'Cannot tell':
      return 'cannotTell'
  }
}

/** What the cashier may still do with a checkout. */
export type CheckoutOptions = Readonly<{ extend: boolean; cancel: boolean; startNew: boolean }>

/** The buttons that make sense: an expired sale may be given more time, a void or paid one may not be cancelled. */
export function optionsOf(view: Facts): CheckoutOptions {
  const isRunning = view.status === 'open' || view.status === 'detected'
  return {
    extend: isRunning || view.status === 'expired',
    cancel: isRunning,
    startNew: !isRunning,
  }
}
