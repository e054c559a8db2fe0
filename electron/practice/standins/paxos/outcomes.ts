/** What becomes of the next deposit. `wrongNetwork` credits it on another EVM network than the one it came on. */
export type DepositOutcome =
  | Readonly<{ kind: 'failed' }>
  | Readonly<{ kind: 'travelRuleHold' }>
  | Readonly<{ kind: 'travelRuleRejected' }>
  | Readonly<{ kind: 'wrongNetwork'; network: string }>

/** The kinds of `status_details`. */
export type FailureDetail =
  | 'missing_trustline'
  | 'max_rent_exceeded'
  | 'invalid_destination_address'
  | 'stale_fee_quote'

/** What becomes of the next crypto withdrawal. `held` waits until `releaseWithdrawal`. */
export type WithdrawalOutcome =
  | Readonly<{ kind: 'failed'; detail?: FailureDetail }>
  | Readonly<{ kind: 'customerRejected' }>
  | Readonly<{ kind: 'held' }>

/** What becomes of the next bank withdrawal. */
type FiatWithdrawalOutcome = Readonly<{ kind: 'failed' }> | Readonly<{ kind: 'held' }>

/** What becomes of the next orchestration. */
type OrchestrationOutcome =
  | Readonly<{ kind: 'failed'; detail: string }>
  | Readonly<{ kind: 'pending' }>
  | Readonly<{ kind: 'rejected' }>

/** What was ordered for what comes next; each order is used once. */
export type Orders = {
  deposit: DepositOutcome[]
  withdrawal: WithdrawalOutcome[]
  fiatAccount: 'REJECTED'[]
  fiatWithdrawal: FiatWithdrawalOutcome[]
  orchestration: OrchestrationOutcome[]
  rule: ('PENDING' | 'REJECTED')[]
  /** The next deposit address repeats this string. */
  addressString: string[]
}

/** The orders, and a way to take the next one. */
export type Outcomes = Readonly<{
  order: <K extends keyof Orders>(kind: K, outcome: Orders[K][number]) => void
  take: <K extends keyof Orders>(kind: K) => Orders[K][number] | undefined
  clear: () => void
}>

function noOrders(): Orders {
  return {
    deposit: [],
    withdrawal: [],
    fiatAccount: [],
    fiatWithdrawal: [],
    orchestration: [],
    rule: [],
    addressString: [],
  }
}

/** Opens the order book of outcomes; it is empty after a restart. */
export function openOutcomes(): Outcomes {
  let orders = noOrders()
  return {
    order: (kind, outcome) => {
      const queue: unknown[] = orders[kind]
      queue.push(outcome)
    },
    take: (kind) => orders[kind].shift(),
    clear: () => {
      orders = noOrders()
    },
  }
}
