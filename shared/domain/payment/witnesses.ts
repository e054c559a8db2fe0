import { areUnrelated } from '../policy/are-unrelated.ts'
import type { Payment, PaymentWitness } from './payment.ts'

/** What other sources say of a payment in the block it is in now; `denied` when any of them says otherwise. */
export type Testimony = 'none' | 'same' | 'denied'

/** A word counts for the block it was said of, and the source that delivered the payment is no witness of itself. */
function wordsOf(payment: Payment): readonly PaymentWitness[] {
  return (payment.witnesses ?? []).filter(
    (witness) => witness.blockHash === payment.blockHash && witness.source !== payment.source,
  )
}

/**
 * What the witnesses of a payment make of it. Whoever contradicts is heard; only a source that is unrelated to the one that
 * delivered the payment confirms it.
 * @param isTestnet no real money is at stake: two ports of this machine count as two sources
 */
export function testimonyOf(payment: Payment, isTestnet: boolean): Testimony {
  const words = wordsOf(payment)
  if (words.some((witness) => witness.says !== 'same')) return 'denied'
  const options = { loopbackPorts: isTestnet }
  return words.some((witness) => areUnrelated(witness.source, payment.source, options)) ? 'same' : 'none'
}
