import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

/** What the customer is told, as the key of its sentence. */
export type CustomerWords =
  | 'waiting'
  | 'detected'
  | 'detectedSeconds'
  | 'underpaid'
  | 'paid'
  | 'notPaid'
  | 'cannotTell'

/** The facts that the customer's sentence depends on. */
export type CustomerFacts = Readonly<{
  headline: CheckoutView['headline']
  reason: CheckoutView['verdict']['reason']
  hasSeconds: boolean
}>

/** The sentence beside the headline. An underpayment asks for the rest, everything else seen asks for patience. */
export function customerWords({ headline, reason, hasSeconds }: CustomerFacts): CustomerWords {
  switch (headline) {
    case 'Waiting':
      return 'waiting'
    case 'Detected':
      if (reason === 'underpaid') return 'underpaid'
      return hasSeconds ? 'detectedSeconds' : 'detected'
    case 'Paid':
      return 'paid'
    case 'Not paid':
      return 'notPaid'
    case 'Cannot tell':
      return 'cannotTell'
  }
}

/** True while the customer should scan: nothing has come, or not all of it. Never when the till cannot see. */
export function asksForMoney({ headline, reason }: CustomerFacts): boolean {
  return headline === 'Waiting' || (headline === 'Detected' && reason === 'underpaid')
}
