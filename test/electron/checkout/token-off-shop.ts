import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi, expect } from 'vitest'
import { checkoutView } from '../../../electron/checkout/checkout-view.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import type { Till } from '../../../electron/checkout/till.ts'
import type { CheckoutView } from '../../../shared/contract/sale-views.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import { tokenCurrency, type EvmAddress, type Token } from '../../../shared/domain/tokens/token.ts'
import type { PriceGuard, TokenHealth } from '../../../shared/domain/tokens/token-health.ts'
import { followChains } from '../../fixtures/follow-chains.ts'
import { startFaultProxy } from '../../fixtures/fault-proxy.ts'
import { startLocalChain } from '../../fixtures/local-chain.ts'
import { basketOf, openTestTill, testSettings } from '../../fixtures/test-till.ts'
import { localChain } from '../../fixtures/watched-chain.ts'
import { send, stageOn, type StagedToken } from '../practice/chain/token-stage.ts'

type Symbol = 'USDC' | 'PYUSD'
/** How the guard of USDC is set. */
export const guard = { maxDeviationBps: 100, heartbeatSeconds: 3_600 } as const

/** More calls than one check of both tokens needs. */
const callsOfCheck = 20
const policy = {
  backoffFirstMs: 50,
  backoffMaxMs: 200,
  headTimeoutMs: 1_000,
  callTimeoutMs: 1_000,
  graceMinMs: 500,
  graceMaxMs: 500,
}

async function openChain() {
  const chain = await startLocalChain({ chainId: localChain.chainId })
  const proxy = await startFaultProxy(chain.url)
  const stage = await stageOn(chain)
  const contracts = {
    USDC: await stage.deploy('PracticeUsdc', []),
    PYUSD: await stage.deploy('PracticePaxosToken', ['PayPal USD', 'PYUSD', 6]),
    feed: await stage.deploy('PracticePriceFeed', [8]),
  }
  return { chain, proxy, stage, contracts }
}

type Opened = Awaited<ReturnType<typeof openChain>>

function listed({ address }: StagedToken, symbol: Symbol): Token & { enabled: boolean } {
  const { key: chain, chainId } = localChain
  const currency = tokenCurrency(symbol, chain)
  return { currency, symbol, name: symbol, chain, chainId, address, decimals: 6, peg: 'USD', enabled: true }
}

function settingsOn({ proxy, contracts }: Opened, priceGuard: PriceGuard | undefined): Settings {
  const usdc = listed(contracts.USDC, 'USDC')
  return {
    ...testSettings,
    chains: {
      chains: [{ ...localChain, endpoints: [proxy.url], enabled: true }],
      tokens: [priceGuard ? { ...usdc, priceGuard } : usdc, listed(contracts.PYUSD, 'PYUSD')],
    },
    releaseRules: [{ chain: localChain.key, require: { kind: 'depth', blocks: 1 }, minSeconds: 0 }],
  }
}

/** Opens sales and looks at them. */
function cashierOf(till: Till) {
  let keys = 0
  const tryOpen = () =>
    openSale(till, {
      key: `sale ${(keys += 1)}`,
      basket: basketOf(1_000n),
      staff: { id: 'cashier', name: 'Cashier' },
    })
  const view = (saleId: string): CheckoutView => {
    const facts = till.ledger.findSale(saleId)
    if (!facts) throw new Error('No such sale')
    return checkoutView(till, facts)
  }
  return {
    tryOpen,
    view,
    /** The address that a sale so many sales later would get. */
    addressAfter: (count: number): EvmAddress => {
      const own = till.addresses()
      if (!own) throw new Error('The shop receives money')
      const coming = own.next(till.ledger, count + 1)[count]
      if (!coming) throw new Error('A key never runs out of addresses')
      return coming.address
    },
    open: (): string => {
      const opening = tryOpen()
      if (!opening.ok) throw new Error(`The sale was refused: ${opening.code}`)
      return opening.saleId
    },
  }
}

/** A shop that takes two tokens of a real chain, and the issuer of both. */
export async function openTokenOffShop() {
  const opened = await openChain()
  const { chain, proxy, stage, contracts } = opened
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-token-off-'))
  const shop = openTestTill(folder, { startMs: Date.now() })
  let settings = settingsOn(opened, undefined)
  const { till, sights, watch } = followChains(shop, { settings: () => settings, policy })
  const until = async (check: () => void): Promise<void> => {
    await vi.waitFor(check, { timeout: 15_000, interval: 25 })
  }
  const health = (symbol: Symbol): TokenHealth | undefined =>
    sights
      .get(localChain.key)
      ?.tokens?.find(({ currency }) => currency === tokenCurrency(symbol, localChain.key))
  const sync = async (): Promise<void> => {
    await watch.sync()
    await until(() => {
      expect(sights.get(localChain.key)?.state).toBe('live')
      expect(health('PYUSD')).toBeDefined()
    })
  }
  await sync()

  const { tryOpen, open, view, addressAfter } = cashierOf(till)
  return {
    proxy,
    stage,
    till,
    ledger: shop.ledger,
    until,
    health,
    addressAfter,
    /** The issuer, or the owner of the feed, calls a contract. */
    issuer: async (contract: keyof typeof contracts, name: string, args: readonly unknown[] = []) => {
      await send(stage, contracts[contract], stage.issuer, name, args)
    },
    /** Somebody asks for news until everything was asked that is asked, whatever was under way. */
    check: async (): Promise<void> => {
      const calls = (): number => proxy.counts()['eth_call'] ?? 0
      const enough = calls() + callsOfCheck
      await until(() => {
        watch.wake()
        expect(calls()).toBeGreaterThan(enough)
      })
    },
    guardUsdc: async (priceGuard: Omit<PriceGuard, 'feed'> | undefined): Promise<void> => {
      settings = settingsOn(opened, priceGuard && { ...priceGuard, feed: contracts.feed.address })
      await sync()
    },
    tryOpen,
    open,
    view,
    /** What is said against each token of a sale, by symbol; nothing for one that can be paid. */
    off: (saleId: string) =>
      Object.fromEntries(view(saleId).offers.map((offer) => [offer.symbol, offer.unavailableBecause])),
    close: async (): Promise<void> => {
      await watch.stop()
      shop.ledger.close()
      rmSync(folder, { recursive: true, force: true })
      await proxy.stop()
      await chain.stop()
    },
  }
}
