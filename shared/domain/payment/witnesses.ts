import { areUnrelated } from '../policy/are-unrelated.ts'
import { endpointHost } from '../policy/endpoint-host.ts'
import type { Chain } from '../tokens/chain.ts'
import type { Payment, PaymentWitness } from './payment.ts'

/** What other sources say of a payment in the block it is in now; `denied` when any of them says otherwise. */
export type Testimony = 'none' | 'same' | 'denied'

/**
 * Who can be asked on a payment's chain: its endpoints as configured now. Without them every word ever said counts, as
 * for a chain that has left the settings. On a test network two ports of this machine are two sources.
 */
export type WitnessCircle = Partial<Pick<Chain, 'testnet' | 'endpoints'>>

/** A word counts for the block it was said of, and the source that delivered the payment is no witness of itself. */
function wordsOf(payment: Payment): readonly PaymentWitness[] {
  return (payment.witnesses ?? []).filter(
    (witness) => witness.blockHash === payment.blockHash && witness.source !== payment.source,
  )
}

function isConfigured(source: string, { endpoints }: WitnessCircle): boolean {
  return endpoints === undefined || endpoints.some((url) => endpointHost(url) === source.toLowerCase())
}

function isUnrelated(source: string, payment: Payment, { testnet = false }: WitnessCircle): boolean {
  return areUnrelated(source, payment.source, { loopbackPorts: testnet })
}

/**
 * The sources that deny a payment and can be asked again. One that was taken out of the settings would hold the payment
 * for ever, because nobody can hear it change its mind.
 */
export function denialsOf(payment: Payment, circle: WitnessCircle): readonly string[] {
  return wordsOf(payment)
    .filter((word) => word.says !== 'same' && isConfigured(word.source, circle))
    .map((word) => word.source)
}

/**
 * What the witnesses of a payment make of it. Whoever contradicts is heard while it is configured; only a source that is
 * unrelated to the one that delivered the payment confirms it.
 */
export function testimonyOf(payment: Payment, circle: WitnessCircle): Testimony {
  if (denialsOf(payment, circle).length > 0) return 'denied'
  const isConfirmed = wordsOf(payment).some(
    (word) => word.says === 'same' && isUnrelated(word.source, payment, circle),
  )
  return isConfirmed ? 'same' : 'none'
}

/** Whether a source denied the payment that is no longer configured, and nobody unrelated has confirmed it: ask another. */
export function isLeftInDoubt(payment: Payment, circle: WitnessCircle): boolean {
  return testimonyOf(payment, circle) === 'none' && wordsOf(payment).some((word) => word.says !== 'same')
}

/** Whether any endpoint of the chain could confirm the payment. Unknown endpoints may. */
export function hasWitness(payment: Payment, circle: WitnessCircle): boolean {
  const { endpoints } = circle
  return endpoints === undefined || endpoints.some((url) => isUnrelated(endpointHost(url), payment, circle))
}
