import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchChain } from '../../../electron/chains/evm/watch-chain.ts'
import { findCheckout } from '../../../electron/checkout/checkout-view.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import type { Till } from '../../../electron/checkout/till.ts'
import { openPaymentWatch, type PaymentWatch } from '../../../electron/checkout/watch-payments.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { CheckoutView } from '../../../shared/contract/sale-views.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import type { Token } from '../../../shared/domain/tokens/token.ts'
import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'
import {
  altered,
  both,
  drop,
  emptyLogs,
  startFaultProxy,
  type Fault,
  type FaultProxy,
} from '../../fixtures/fault-proxy.ts'
import { startLocalChain, type LocalChain } from '../../fixtures/local-chain.ts'
import { basketOf, openTestTill, testSettings, type TestTill } from '../../fixtures/test-till.ts'
import { localChain } from '../../fixtures/watched-chain.ts'

const noBloom: Fault = altered(['eth_getBlockByNumber'], (block) =>
  block === null ? null : { ...(block as object), logsBloom: `0x${'0'.repeat(512)}` },
)
const inventedTx = `0x${'ee'.repeat(32)}`

describe('openPaymentWatch with several sources', () => {
  let folder: string
  let shop: TestTill
  let till: Till
  let chain: LocalChain
  let token: Token
  let first: FaultProxy
  let second: FaultProxy
  let watch: PaymentWatch | undefined

  // A ledger gives the same addresses again, so each test has a chain of its own.
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stablepoint-sources-'))
    shop = openTestTill(folder, { startMs: Date.now() })
    chain = await startLocalChain()
    first = await startFaultProxy(chain.url)
    second = await startFaultProxy(chain.url)
    token = await chain.deployToken()
  })
  afterEach(async () => {
    await watch?.stop()
    const proof = shop.ledger.verify()
    shop.ledger.close()
    rmSync(folder, { recursive: true, force: true })
    await Promise.all([first.stop(), second.stop()])
    await chain.stop()
    expect(proof).toMatchObject({ ok: true })
  })

  const until = async (check: () => void): Promise<void> => {
    await vi.waitFor(check, { timeout: 15_000, interval: 20 })
  }
  const open = async (sources: 1 | 2, auditMs = 3_600_000): Promise<string> => {
    const settings: Settings = {
      ...testSettings,
      chains: {
        chains: [{ ...localChain, endpoints: [first.url, second.url], enabled: true }],
        tokens: [{ ...token, enabled: true }],
      },
      releaseRules: [{ chain: 'local', require: { kind: 'depth', blocks: 1 }, minSeconds: 0, sources }],
    }
    const sights = new Map<string, ChainSight>()
    till = { ...shop.till, settings: () => settings, sights }
    const opened = openSale(till, {
      key: 'sale',
      basket: basketOf(1_000n),
      staff: { id: 'cashier', name: 'Cashier' },
    })
    if (!opened.ok) throw new Error(opened.code)
    const policy = { auditMs, secondLookMs: 1_000, backoffFirstMs: 50, backoffMaxMs: 200, probeMs: 500 }
    await chain.mine()
    const started = openPaymentWatch({
      till,
      sights,
      watchlist: shop.watchlist,
      start: (options) => watchChain({ ...options, clock: till.clock, log: silentLog, policy }),
      events: { changed: () => undefined, sighted: () => undefined },
    })
    watch = started
    await started.sync()
    await until(() => expect(sights.get('local')?.state).toBe('live'))
    await until(() => expect(started.watcher('local')?.endpoints()[1]?.headNumber).toBeDefined())
    return opened.saleId
  }
  const view = (saleId: string): CheckoutView => {
    const found = findCheckout(till, saleId)
    if (!found.ok) throw new Error(found.code)
    return found.view
  }
  const pay = async (saleId: string): Promise<void> => {
    const facts = shop.ledger.findSale(saleId)
    if (!facts) throw new Error('The sale is open.')
    await chain.pay(token, facts.invoice.address, 10_000_000n)
    await chain.mine()
  }
  const words = (saleId: string): readonly string[] =>
    (shop.ledger.findSale(saleId)?.payments ?? []).flatMap((payment) =>
      (payment.witnesses ?? []).map((word) => word.says),
    )
  const wasEverPaid = (saleId: string): boolean =>
    shop.ledger.entriesOf('sale', saleId, 1_000).some((entry) => entry.type === 'invoice.confirmed')
  /** The first node shows a transfer that no block holds: a copy of another payment, to the address of this sale. */
  const invent = (saleId: string): void => {
    const address = shop.ledger.findSale(saleId)?.invoice.address.slice(2).toLowerCase() ?? ''
    first.setFault(async (call, next) => {
      const answer = await next()
      const { blockHash, fromBlock } = (call.params[0] ?? {}) as { blockHash?: string; fromBlock?: string }
      if (call.method !== 'eth_getLogs' || (blockHash === undefined && fromBlock === undefined)) return answer
      const block = (await chain.rpc('eth_getBlockByHash', [blockHash ?? '0x', false]).catch(() => null)) as {
        number: string
      } | null
      if (!block || blockHash !== inventedIn) return answer
      const log = {
        address: token.address.toLowerCase(),
        topics: [
          '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
          `0x${'0'.repeat(24)}${'c'.repeat(40)}`,
          `0x${'0'.repeat(24)}${address}`,
        ],
        data: `0x${10_000_000n.toString(16).padStart(64, '0')}`,
        blockHash,
        blockNumber: block.number,
        transactionHash: inventedTx,
        transactionIndex: '0x0',
        logIndex: '0x0',
        removed: false,
      }
      return { result: [log] }
    })
  }
  let inventedIn: string | undefined
  const mineInvented = async (saleId: string): Promise<void> => {
    // The fault must know the block before the till reads it: it is mined behind a node that answers nobody.
    first.setFault(drop)
    second.setFault(drop)
    await chain.mine()
    inventedIn = (await chain.head()).hash
    invent(saleId)
    await until(() => expect(shop.ledger.findSale(saleId)?.payments).toHaveLength(1))
    second.setFault()
  }

  it('is paid when the second source holds the payment too', async () => {
    const saleId = await open(2)
    await pay(saleId)
    await until(() => expect(view(saleId).headline).toBe('Paid'))
    expect(words(saleId)).toEqual(['same'])
  })

  it('waits while nobody else can be asked, and is paid when somebody can', async () => {
    const saleId = await open(2)
    second.setFault(drop)
    await pay(saleId)
    await until(() => expect(shop.ledger.findSale(saleId)?.payments).toHaveLength(1))
    await chain.mine(2)
    await until(() => expect(shop.ledger.chainCursor('local')?.number).toBeGreaterThan(0))
    expect(wasEverPaid(saleId)).toBe(false)
    second.setFault()
    await until(() => expect(view(saleId).headline).toBe('Paid'))
  })

  it('never pays on a transfer that one node invented, where the rule wants two sources', async () => {
    const saleId = await open(2)
    await mineInvented(saleId)
    await until(() => expect(words(saleId)).toEqual(['missing']))
    await until(() =>
      expect(view(saleId)).toMatchObject({ headline: 'Cannot tell', verdict: { reason: 'sourcesDisagree' } }),
    )
    await chain.mine(3)
    expect(shop.ledger.casesOf(saleId)).toMatchObject([{ kind: 'sourcesDisagree', status: 'open' }])
    expect(wasEverPaid(saleId)).toBe(false)
  })

  it('releases on the word of one node only where the rule says that one is enough', async () => {
    const saleId = await open(1)
    await mineInvented(saleId)
    await until(() => expect(view(saleId).headline).toBe('Paid'))
    expect(words(saleId)).toEqual([])
  })

  it('cannot tell while the second source is on a fork, and is paid when it comes back', async () => {
    const fork = await startLocalChain({ forkOf: chain.url })
    try {
      const saleId = await open(2)
      second.retarget(fork.url)
      await pay(saleId)
      await fork.mine(4)
      await until(() => expect(words(saleId)).toEqual(['different']))
      expect(view(saleId)).toMatchObject({ headline: 'Cannot tell', verdict: { reason: 'sourcesDisagree' } })
      second.retarget(chain.url)
      await until(() => expect(view(saleId).headline).toBe('Paid'))
      expect(words(saleId)).toEqual(['same'])
      expect(shop.ledger.casesOf(saleId).filter(({ status }) => status === 'open')).toEqual([])
    } finally {
      await watch?.stop()
      await fork.stop()
    }
  })

  it('is paid by the second look when the first node hides the payment', async () => {
    const saleId = await open(1)
    first.setFault(both(noBloom, emptyLogs))
    await pay(saleId)
    await until(() => expect(shop.ledger.findSale(saleId)?.payments).toHaveLength(1))
    await until(() => expect(view(saleId).headline).toBe('Paid'))
  })
})
