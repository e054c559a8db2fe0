import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeFunctionData, type Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { expect, vi } from 'vitest'
import { openLookUpDesk, type LookUpDesk } from '../../../electron/checkout/look-up.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import type { SenderBook } from '../../../electron/checkout/sender-book.ts'
import type { Invoice } from '../../../shared/domain/invoice/invoice.ts'
import type { LookUp } from '../../../shared/domain/look-up/look-up.ts'
import { isLive } from '../../../shared/domain/payment/payment-lifecycle.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import { tokenCurrency, type Token } from '../../../shared/domain/tokens/token.ts'
import { followChains } from '../../fixtures/follow-chains.ts'
import { startFaultProxy, type FaultProxy } from '../../fixtures/fault-proxy.ts'
import { startLocalChain } from '../../fixtures/local-chain.ts'
import { basketOf, openTestTill, testSettings } from '../../fixtures/test-till.ts'
import { localChain } from '../../fixtures/watched-chain.ts'
import {
  makeHolder,
  receiptOf,
  send,
  stageOn,
  type Stage,
  type StagedToken,
} from '../practice/chain/token-stage.ts'

/** What each sale asks for, in minor units of a token. */
export const due = 10_000_000n
const otherId = 31_338
const policy = {
  backoffFirstMs: 50,
  backoffMaxMs: 200,
  headTimeoutMs: 1_000,
  graceMinMs: 500,
  graceMaxMs: 500,
}

function listed(staged: StagedToken, symbol: string, chain: string, enabled: boolean) {
  const currency = tokenCurrency(symbol, chain)
  const chainId = chain === 'local' ? localChain.chainId : otherId
  const { address } = staged
  const token: Token = { currency, symbol, name: symbol, chain, chainId, address, decimals: 6, peg: 'USD' }
  return { ...token, enabled }
}

/** Two real chains, the first behind two endpoints, with all the tokens that customers send there. */
async function openChains() {
  const chain = await startLocalChain({ chainId: localChain.chainId })
  const other = await startLocalChain({ chainId: otherId })
  const proxies: readonly [FaultProxy, FaultProxy] = [
    await startFaultProxy(chain.url),
    await startFaultProxy(chain.url),
  ]
  const otherProxy = await startFaultProxy(other.url)
  const stage = await stageOn(chain)
  const otherStage = await stageOn(other)
  const tokens = {
    usdc: await stage.deploy('PracticeUsdc', []),
    pyusd: await stage.deploy('PracticePaxosToken', ['PayPal USD', 'PYUSD', 6]),
    usdg: await stage.deploy('PracticePaxosToken', ['Global Dollar', 'USDG', 6]),
    counterfeit: await stage.deploy('PracticeCounterfeit', []),
    stranger: await stage.deploy('PracticePaxosToken', ['Some Coin', 'SOME', 6]),
    usdcElsewhere: await otherStage.deploy('PracticeUsdc', []),
  }
  const payer = await makeHolder(stage, tokens.usdc)
  for (const token of [tokens.pyusd, tokens.usdg, tokens.counterfeit, tokens.stranger])
    await send(stage, token, stage.issuer, 'mint', [payer.address, 1_000_000_000n])
  return { chain, other, proxies, otherProxy, stage, otherStage, tokens, payer }
}

type Chains = Awaited<ReturnType<typeof openChains>>

function settingsOn({ proxies, otherProxy, tokens }: Chains): Settings {
  return {
    ...testSettings,
    chains: {
      chains: [
        { ...localChain, key: 'other', chainId: otherId, endpoints: [otherProxy.url], enabled: true },
        { ...localChain, endpoints: proxies.map(({ url }) => url), enabled: true },
      ],
      tokens: [
        listed(tokens.usdc, 'USDC', 'local', true),
        listed(tokens.pyusd, 'PYUSD', 'local', true),
        listed(tokens.usdg, 'USDG', 'local', false),
        listed(tokens.usdcElsewhere, 'USDC', 'other', false),
      ],
    },
    releaseRules: [{ chain: 'local', require: { kind: 'depth', blocks: 2 }, minSeconds: 0 }],
  }
}

async function until(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 15_000, interval: 20 })
}

/** A till that follows those chains. */
async function openFollowing(chains: Chains) {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-look-up-'))
  const shop = openTestTill(folder, { startMs: Date.now() })
  const settings = settingsOn(chains)
  const { till, sights, watch } = followChains(shop, { settings: () => settings, policy })
  await watch.sync()
  await until(() => {
    expect(sights.get('local')?.state).toBe('live')
    expect(sights.get('other')?.state).toBe('live')
  })
  const close = async (): Promise<void> => {
    await watch.stop()
    shop.ledger.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { shop, till, watch, close }
}

type Following = Awaited<ReturnType<typeof openFollowing>>

/** Opens sales and asks about transactions. */
function cashierOf({ shop, till, watch }: Following) {
  let opened = 0
  // One a question: a desk answers thirty a minute.
  const openDesk = (senders: SenderBook = watch.senders): LookUpDesk =>
    openLookUpDesk({ till, senders, watcher: watch.watcher, limitMs: 3_000 })
  const ask = async (text: string, sale?: Invoice): Promise<LookUp> => {
    const answered = await openDesk().lookUp({ text, saleId: sale?.saleId, actor: 'cashier' })
    if (!answered.ok) throw new Error(answered.code)
    return answered.result
  }
  const payments = ({ saleId }: Invoice) => shop.ledger.findSale(saleId)?.payments ?? []
  return {
    openDesk,
    ask,
    payments,
    finding: async (text: string, sale?: Invoice) => (await ask(text, sale)).finding,
    live: (sale: Invoice) => payments(sale).filter(({ status }) => isLive(status)),
    told: ({ saleId }: Invoice, type: string) =>
      shop.ledger.entriesOf('sale', saleId, 1_000).filter((entry) => entry.type === type),
    open: (): Invoice => {
      const opening = openSale(till, {
        key: `sale ${(opened += 1)}`,
        basket: basketOf(1_000n),
        staff: { id: 'cashier', name: 'Cashier' },
      })
      const facts = opening.ok ? shop.ledger.findSale(opening.saleId) : undefined
      if (!facts) throw new Error('The sale was refused')
      return facts.invoice
    },
  }
}

/** A shop, its chains and its customer. */
export async function openLookUpShop() {
  const chains = await openChains()
  const following = await openFollowing(chains)
  const { chain, other, proxies, otherProxy, stage, payer } = chains
  const { shop, watch } = following
  /** Everything mined so far was read and applied. */
  const read = async (): Promise<void> => {
    const [head, otherHead] = [await chain.head(), await other.head()]
    await until(() => {
      expect(shop.ledger.chainCursor('local')?.hash).toBe(head.hash)
      expect(shop.ledger.chainCursor('other')?.hash).toBe(otherHead.hash)
    })
  }
  return {
    ...chains,
    ...cashierOf(following),
    shop,
    watch,
    until,
    read,
    /** Sends a call; what the node would refuse to estimate is sent all the same. */
    call: async (
      token: StagedToken,
      functionName: string,
      args: readonly unknown[],
      on: Stage = stage,
      account: PrivateKeyAccount = payer,
    ): Promise<Hex> => {
      const data = encodeFunctionData({ ...token, functionName, args })
      const hash = await on.writer.sendTransaction({ account, to: token.address, data, gas: 500_000n })
      await receiptOf(on, hash)
      return hash
    },
    /** Takes the faults away and lets the till read everything. */
    calmDown: async (): Promise<void> => {
      for (const proxy of [...proxies, otherProxy]) proxy.setFault()
      await stage.cheats.setAutomine(true)
      // A head of a minute ago is stale, and a slow machine takes that long.
      await Promise.all([chain.mine(), other.mine()])
      watch.wake()
      await read()
    },
    close: async (): Promise<void> => {
      await following.close()
      await Promise.all([...proxies, otherProxy].map((proxy) => proxy.stop()))
      await Promise.all([chain.stop(), other.stop()])
    },
  }
}
