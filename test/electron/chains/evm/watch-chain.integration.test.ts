import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import { startFaultProxy, type FaultProxy } from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

const shop = receiveAddress(1)
const other = receiveAddress(2)

/** How the tokens stand is asked once at the start, and then every few minutes. */
async function knowTokens(watcher: EvmWatcher): Promise<void> {
  await vi.waitFor(() => expect(watcher.sight().tokens).toBeDefined(), 10_000)
}

describe('watchChain', () => {
  let chain: LocalChain
  let token: Token
  let proxy: FaultProxy
  const watchers: EvmWatcher[] = []

  beforeAll(async () => {
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
    token = await chain.deployToken()
  })
  afterEach(async () => {
    await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
    proxy.setFault()
  })
  afterAll(async () => {
    await proxy.stop()
    await chain.stop()
  })

  const watch = (sink: MemoryChainSink, setup: Partial<WatchSetup> = {}): EvmWatcher => {
    const watcher = watchLocalChain({ endpoints: [proxy.url], tokens: [token], sink, ...setup })
    watchers.push(watcher)
    return watcher
  }
  const readUpToHead = async (sink: MemoryChainSink): Promise<void> => {
    const head = await chain.head()
    await vi.waitFor(() => expect(sink.cursor('local')?.hash).toBe(head.hash), {
      timeout: 15_000,
      interval: 10,
    })
  }
  const settled = (sink: MemoryChainSink): readonly (readonly [string, bigint])[] => {
    expect(sink.violations).toEqual([])
    return sink.live().map(({ to, amountMinor }) => [to, amountMinor] as const)
  }

  it('begins a chain that was never read at its head, as an empty step', async () => {
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    await chain.pay(token, shop, 1n)
    await chain.mine()
    watch(sink)
    await readUpToHead(sink)
    expect(sink.steps).toHaveLength(1)
    expect(settled(sink)).toEqual([])
  })

  it('begins before the oldest watched address was made, when money may have come without network', async () => {
    const sink = createMemoryChainSink()
    const early = receiveAddress(3)
    sink.facts.recipients = [early]
    sink.facts.since = Date.now()
    await chain.pay(token, early, 4_000_000n)
    await chain.mine(2)
    watch(sink)
    await readUpToHead(sink)
    expect(settled(sink)).toEqual([[early, 4_000_000n]])
  })

  it('finds a transfer to a watched address with its block, payer and amount, and no other transfer', async () => {
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    const watcher = watch(sink)
    await readUpToHead(sink)
    const txHash = await chain.pay(token, shop, 12_500_000n)
    await chain.pay(token, other, 7n)
    await chain.mine()
    await readUpToHead(sink)
    expect(settled(sink)).toEqual([[shop, 12_500_000n]])
    const head = await chain.head()
    expect(sink.live()[0]).toMatchObject({ token: token.address, txHash, block: head })
    expect(watcher.sight()).toMatchObject({
      state: 'live',
      headNumber: head.number,
      readUpTo: { hash: head.hash },
    })
    expect(watcher.endpoints()).toMatchObject([{ state: 'inUse' }])
  })

  it('keeps several credits of one block and of one address apart', async () => {
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop, other]
    watch(sink)
    await readUpToHead(sink)
    for (const amount of [1n, 2n, 2n]) await chain.pay(token, shop, amount)
    await chain.pay(token, other, 3n)
    await chain.mine()
    await readUpToHead(sink)
    expect(settled(sink)).toEqual([
      [shop, 1n],
      [shop, 2n],
      [shop, 2n],
      [other, 3n],
    ])
  })

  it('resumes from its cursor and finds what was paid while the till was down', async () => {
    const before = createMemoryChainSink()
    before.facts.recipients = [shop]
    await watch(before).stop()
    const first = watch(before)
    await readUpToHead(before)
    await first.stop()
    await chain.pay(token, shop, 9n)
    await chain.mine(3)
    const sink = createMemoryChainSink(before)
    watch(sink)
    await readUpToHead(sink)
    expect(settled(sink)).toEqual([[shop, 9n]])
  })

  it('asks for a block and one log query for each 200 recipients, and at most one head more', async () => {
    const sink = createMemoryChainSink()
    sink.facts.recipients = Array.from({ length: 1_001 }, (_, index) => receiveAddress(index))
    const watcher = watch(sink)
    await readUpToHead(sink)
    await knowTokens(watcher)
    proxy.resetCounts()
    await chain.pay(token, receiveAddress(1_000), 5n)
    await chain.mine()
    await readUpToHead(sink)
    await watcher.stop()
    expect(proxy.counts()['eth_getLogs']).toBe(6)
    expect(settled(sink)).toEqual([[receiveAddress(1_000), 5n]])
    expect(Object.keys(proxy.counts()).toSorted()).toEqual(['eth_getBlockByNumber', 'eth_getLogs'])
  })

  it('asks for safe and finalized only while a payment waits for them', async () => {
    const sink = createMemoryChainSink()
    const watcher = watch(sink)
    await readUpToHead(sink)
    const tagsAsked = (): number => proxy.calls().filter(({ params }) => params[0] === 'finalized').length
    proxy.resetCounts()
    await chain.mine(2)
    await readUpToHead(sink)
    expect(tagsAsked()).toBe(0)
    sink.facts.needsTags = true
    await chain.mine(70)
    await vi.waitFor(async () => {
      const head = await chain.head()
      expect(watcher.sight()).toMatchObject({
        safeNumber: head.number - 32,
        finalizedNumber: head.number - 64,
      })
    }, 10_000)
    expect(sink.violations).toEqual([])
  })

  it('leaves out a token whose contract has other decimals, or no contract, and says so', async () => {
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    const wrong: Token = { ...token, currency: 'WRONG.local', decimals: 18 }
    const none: Token = { ...token, currency: 'NONE.local', address: receiveAddress(77) }
    const watcher = watch(sink, { tokens: [wrong, none] })
    await readUpToHead(sink)
    await chain.pay(token, shop, 5n)
    await chain.mine()
    await readUpToHead(sink)
    expect(watcher.tokenProblems()).toEqual([
      { currency: 'WRONG.local', problem: 'USDC: the contract has 6 decimals, the list says 18.' },
      { currency: 'NONE.local', problem: 'USDC: there is no contract at this address on this network.' },
    ])
    expect(settled(sink)).toEqual([])
  })

  it('sums the balances of many addresses at one block', async () => {
    const sink = createMemoryChainSink()
    const watcher = watch(sink)
    await readUpToHead(sink)
    const addresses = Array.from({ length: 120 }, (_, index) => receiveAddress(5_000 + index))
    await chain.pay(token, receiveAddress(5_000), 40n)
    await chain.pay(token, receiveAddress(5_119), 2n)
    await chain.mine()
    await knowTokens(watcher)
    proxy.resetCounts()
    expect(await watcher.balancesOf(token, [...addresses, receiveAddress(5_000)])).toBe(42n)
    expect(proxy.counts()['eth_call']).toBe(120)
    expect(await watcher.balancesOf(token, [])).toBe(0n)
  })

  it('polls at once when it is woken', async () => {
    const sink = createMemoryChainSink()
    const watcher = watch(sink, { chain: { blockSeconds: 600 } })
    await readUpToHead(sink)
    await chain.mine()
    proxy.resetCounts()
    watcher.wake()
    watcher.wake()
    await readUpToHead(sink)
    await watcher.stop()
    expect(proxy.counts()['eth_getBlockByNumber']).toBeLessThanOrEqual(2)
  })
})
