import { offerFor } from '../payment/coverage.ts'
import type { Payment } from '../payment/payment.ts'
import { isLeftInDoubt, testimonyOf } from '../payment/witnesses.ts'
import { selectReleaseRule } from '../policy/release-rule.ts'
import type { AssessmentFacts } from './assessment-facts.ts'

/**
 * The payments of a sale about which another source should be asked now: those whose rule needs two sources and that none
 * has confirmed in their present block, and those that one has denied, until it says the same or, where it is not
 * configured any more, until another one does.
 */
export function paymentsToWitness(
  facts: Pick<AssessmentFacts, 'invoice' | 'payments' | 'rules' | 'chains'>,
): readonly Payment[] {
  return facts.payments.filter((payment) => {
    if (payment.status !== 'detected' && payment.status !== 'confirmed') return false
    if (!offerFor(payment, facts.invoice.offers)) return false
    const circle = facts.chains.get(payment.chain) ?? {}
    const testimony = testimonyOf(payment, circle)
    if (testimony === 'denied' || isLeftInDoubt(payment, circle)) return true
    const rule = selectReleaseRule(facts.rules, payment.chain, facts.invoice.amountMinor)
    return payment.status === 'detected' && rule.sources === 2 && testimony === 'none'
  })
}
