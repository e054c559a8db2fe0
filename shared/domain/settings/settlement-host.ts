import type { Environment, PaxosSettlement } from './settings.ts'

const hosts = { practice: 'practice', testnet: 'sandbox', live: 'production' } as const

/** The one Paxos an environment may settle with. Play money, test money and real money never meet. */
export function settlementHostFor(environment: Environment): PaxosSettlement['host'] {
  return hosts[environment]
}
