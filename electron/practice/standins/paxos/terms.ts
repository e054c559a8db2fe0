/** What the stand-in charges, how long it takes and what it refuses. Paxos documents few of these; all can be set. */
export type Terms = Readonly<{
  /** Seconds until a bank account is reviewed. */
  fiatReviewSeconds: number
  /** Seconds until a bank withdrawal is sent. */
  fiatWithdrawalSeconds: number
  /** Seconds until a sandbox deposit is complete, and a deposit on a network without a chain. */
  depositSeconds: number
  /** Seconds until a withdrawal on a network without a chain is complete. */
  withdrawalSeconds: number
  orchestrationSeconds: number
  feeQuoteSeconds: number
  /** Per withdrawal, in the withdrawn asset; by network, or for all others. */
  withdrawalFees: Readonly<Record<string, string>>
  defaultWithdrawalFee: string
  wireWithdrawalFee: string
  wireDepositFee: string
  minWithdrawal: string
  /** The sandbox caps stablecoin withdrawals at a million. */
  maxWithdrawal: string
  /** In USD; withdrawals of this much or more need travel-rule data. */
  travelRuleThreshold: string
  /** From when that is enforced. */
  travelRuleFrom: string
  /** True: the hash of a withdrawal shows once it is broadcast. The documents show it at COMPLETED only. */
  hashWhilePending: boolean
  /** `documented`: 429 and a block of five minutes, as the real one; `off` for tests that stop the clock. */
  rateLimits: 'documented' | 'off'
}>

/** Quick enough to practise with. */
export const usualTerms: Terms = {
  fiatReviewSeconds: 5,
  fiatWithdrawalSeconds: 20,
  depositSeconds: 10,
  withdrawalSeconds: 10,
  orchestrationSeconds: 5,
  feeQuoteSeconds: 120,
  withdrawalFees: {},
  defaultWithdrawalFee: '0.05',
  wireWithdrawalFee: '5',
  wireDepositFee: '5',
  minWithdrawal: '0.01',
  maxWithdrawal: '1000000',
  travelRuleThreshold: '3000',
  travelRuleFrom: '2026-11-30T00:00:00Z',
  hashWhilePending: false,
  rateLimits: 'documented',
}
