import type { Drill } from '../../../shared/domain/drill/drill.ts'
import { noTolerances } from '../../../shared/domain/payment/tolerances.ts'
import type { ChainSettings, Settings } from '../../../shared/domain/settings/settings.ts'
import type { DrillStart } from './drill-start.ts'

/** The network that a drill is paid on; the other is watched and not offered. */
export const drillChain = 'fast'
/** What the customer of a drill carries and the shop does not take. */
export const unlistedSymbol = 'USDP'

/** The practice networks as a drill has them: one way to go wrong, so that the cashier sees one thing at a time. */
function drillChains(practice: ChainSettings, endpoints: readonly string[]): ChainSettings {
  return {
    chains: practice.chains.map((chain) => (chain.key === drillChain ? { ...chain, endpoints } : chain)),
    tokens: practice.tokens.map((token) => ({
      ...token,
      enabled: token.chain === drillChain && token.symbol !== unlistedSymbol,
    })),
  }
}

/** Everything that a drill rules: the shop is that of practice, the invoices are short, and nothing is let pass. */
export function drillSettings(
  drill: Drill,
  start: DrillStart,
  practice: ChainSettings,
  endpoints: readonly string[],
): Partial<Settings> {
  const { settings } = start
  const chains = drillChains(practice, endpoints)
  return {
    ...settings,
    checkout: { ...settings.checkout, invoiceSeconds: drill.invoiceSeconds },
    chains,
    settlement: undefined,
    releaseRules: chains.chains.map(({ key }) => ({
      chain: key,
      require: { kind: 'depth', blocks: drill.depth },
      minSeconds: 0,
      sources: drill.sources,
    })),
    exposureCaps: [],
    tolerances: noTolerances,
  }
}
