import { openSale } from '../../../../electron/checkout/open-sale.ts'
import { defaultReleaseRules, listKnownChains } from '../../../../electron/settings/chain-data.ts'
import type { ChainSettings, Settings } from '../../../../shared/domain/settings/settings.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'
import type { ChainSight } from '../../../../shared/domain/verdict/verdict.ts'
import { followChains } from '../../../fixtures/follow-chains.ts'
import { basketOf, openTestTill, testSettings } from '../../../fixtures/test-till.ts'

// A till that watches every network that ships, in one process. Started by many-chains.integration.test.ts, which is all
// the networks; the process must end by itself once the watch has stopped.

/** What the till is told. */
export type ManyChainsOrder = Readonly<{ kind: 'look' | 'stop' }>

/** One sale as the till knows it. */
export type KnownSale = Readonly<{
  saleId: string
  address: EvmAddress
  status: string
  payments: readonly Readonly<{ chain: string; currency: string; txHash: string; status: string }>[]
}>

/** What the till says: everything it knows, each time it is asked. */
export type ManyChainsNews = Readonly<{
  sales: readonly KnownSale[]
  states: Readonly<Record<string, ChainSight['state']>>
}>

const [folder = '', endpoints = '{}'] = process.argv.slice(2)
const urls = JSON.parse(endpoints) as Readonly<Record<string, string>>

function everyChain(): ChainSettings {
  const lists = (['live', 'testnet'] as const).map((environment) => listKnownChains(environment))
  return {
    chains: lists.flatMap(({ chains }) =>
      chains.map((chain) => ({ ...chain, endpoints: [urls[chain.key] ?? ''], enabled: true })),
    ),
    tokens: lists.flatMap(({ tokens }) => tokens.map((token) => ({ ...token, enabled: true }))),
  }
}

const chains = everyChain()
const settings: Settings = {
  ...testSettings,
  chains,
  releaseRules: defaultReleaseRules(chains.chains.map(({ key }) => key)),
}
const shop = openTestTill(folder, { startMs: Date.now() })
const { till, sights, watch } = followChains(shop, { settings: () => settings })
const sales = chains.chains.map(({ key }) => {
  const opening = openSale(till, { key, basket: basketOf(1_000n), staff: { id: 'cashier', name: 'Cashier' } })
  if (!opening.ok) throw new Error(opening.code)
  return opening.saleId
})

function knownSale(saleId: string): KnownSale {
  const facts = shop.ledger.findSale(saleId)
  if (!facts) throw new Error('A sale of this till')
  const { invoice, payments } = facts
  return {
    saleId,
    address: invoice.address,
    status: invoice.status,
    payments: payments.map(({ chain, currency, txHash, status }) => ({ chain, currency, txHash, status })),
  }
}

function tell(): void {
  const states = Object.fromEntries([...sights].map(([key, { state }]) => [key, state]))
  const news: ManyChainsNews = { sales: sales.map(knownSale), states }
  process.send?.(news)
}

process.on('message', ({ kind }: ManyChainsOrder) => {
  if (kind === 'look') return tell()
  void watch.stop().then(() => {
    shop.ledger.close()
    process.disconnect()
  })
})
await watch.sync()
tell()
