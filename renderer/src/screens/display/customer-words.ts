import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'

/** What the customer is told, as the key of its sentence. */
export type CustomerWords =
  | 'waiting'
  | 'off'
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
  /** What the customer would send now could not arrive, or is not taken. */
  isOff?: boolean
}>

/** The sentence beside the headline. An underpayment asks for the rest, everything else seen asks for patience. */
export function customerWords({ headline, reason, hasSeconds, isOff = false }: CustomerFacts): CustomerWords {
  if (isOff && wantsMoney({ headline, reason })) return 'off'
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

function wantsMoney({ headline, reason }: Pick<CustomerFacts, 'headline' | 'reason'>): boolean {
  return headline === 'Waiting' || (headline === 'Detected' && reason === 'underpaid')
}

/**
 * True while the customer should scan: nothing has come, or not all of it. Never when the till cannot see, and never for
 * money that cannot arrive.
 */
export function asksForMoney({ isOff = false, ...facts }: CustomerFacts): boolean {
  return !isOff && wantsMoney(facts)
}
