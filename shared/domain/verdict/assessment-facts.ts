import type { Arrival } from '../arrival/arrival.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { Payment } from '../payment/payment.ts'
import type { Tolerances } from '../payment/tolerances.ts'
import type { ExposureCap } from '../policy/exposure-cap.ts'
import type { ChainTiming } from '../policy/release-progress.ts'
import type { ReleaseRule } from '../policy/release-rule.ts'
import type { ChainSight } from './verdict.ts'

/** Everything a verdict depends on. Payments are those of this invoice, in any status. */
export type AssessmentFacts = Readonly<{
  invoice: Invoice
  payments: readonly Payment[]
  /** What reached the address and is no money of the books; none without it. */
  arrivals?: readonly Arrival[]
  rules: readonly ReleaseRule[]
  /** The journal entry that made the rules; 0, and without it, what ships with the product. */
  settingsSeq?: number
  /** How much may be released and not final on a chain; no cap without it. */
  caps?: readonly ExposureCap[]
  /** What other sales have taken of each chain that is released and not final, minor units of the shop's currency. */
  exposures?: ReadonlyMap<string, bigint>
  /** How far off a payment may be; not at all without it. */
  tolerances?: Tolerances
  sights: ReadonlyMap<string, ChainSight>
  chains: ReadonlyMap<string, ChainTiming>
  /** Keys of the payments that the books recognised the sale on, while the invoice is confirmed. */
  recognised?: readonly string[]
  /** The chain the customer was last shown; its silence is what the cashier must know of. */
  focusChain?: string
  /** Milliseconds since 1970, UTC. */
  now: number
}>
