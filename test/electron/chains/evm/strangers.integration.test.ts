import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { SeenTransfer } from '../../../../electron/chains/port.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import { startFaultProxy } from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

describe('watchChain and contracts that are not on the list', () => {
  let chain: LocalChain
  let token: Token
  let counterfeit: Token
  const watchers: EvmWatcher[] = []

  beforeAll(async () => {
    chain = await startLocalChain()
    token = await chain.deployToken()
    counterfeit = await chain.deployToken()
    await chain.mine(5)
  })
  afterEach(async () => {
    await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
  })
  afterAll(async () => {
    await chain.stop()
  })

  const watch = (
    sink: MemoryChainSink,
    tokens: readonly Token[],
    setup: Partial<Pick<WatchSetup, 'endpoints' | 'policy'>> = {},
  ): void => {
    watchers.push(watchLocalChain({ endpoints: [chain.url], tokens, sink, ...setup }))
  }
  const applied = (sink: MemoryChainSink): readonly SeenTransfer[] =>
    sink.steps.flatMap(({ transfers }) => transfers)
  const readUpToHead = async (sink: MemoryChainSink): Promise<void> => {
    await vi.waitFor(async () => expect(sink.cursor('local')?.hash).toBe((await chain.head()).hash), {
      timeout: 15_000,
      interval: 10,
    })
  }

  it('brings the money in its block, and the stranger with its name after it', async () => {
    const shop = receiveAddress(901)
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    watch(sink, [token])
    await readUpToHead(sink)
    const fake = await chain.pay(counterfeit, shop, 7n)
    const money = await chain.pay(token, shop, 5n)
    await chain.mine()
    await vi.waitFor(() => expect(applied(sink)).toHaveLength(2), { timeout: 15_000, interval: 10 })
    const [first, second] = applied(sink)
    expect(first).toMatchObject({ txHash: money, amountMinor: 5n })
    expect(first).not.toHaveProperty('isForeign')
    expect(second).toMatchObject({
      txHash: fake,
      token: counterfeit.address,
      isForeign: true,
      says: { symbol: 'USDC', decimals: 6 },
    })
    expect(sink.violations).toEqual([])
  })

  it('hands on what nobody could ask for its name, without one, and not at once', async () => {
    const shop = receiveAddress(903)
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    const proxy = await startFaultProxy(chain.url)
    const refused: string[] = []
    proxy.setFault(async ({ method, params }, next) => {
      const { to } = (params[0] ?? {}) as { to?: string }
      if (method !== 'eth_call' || to?.toLowerCase() !== counterfeit.address.toLowerCase())
        return await next()
      refused.push(method)
      return { http: 'drop' }
    })
    try {
      watch(sink, [token], { endpoints: [proxy.url], policy: { secondLookMs: 1_000 } })
      await readUpToHead(sink)
      const fake = await chain.pay(counterfeit, shop, 7n)
      const money = await chain.pay(token, shop, 5n)
      await chain.mine()
      await vi.waitFor(() => expect(refused.length).toBeGreaterThan(0), { timeout: 15_000, interval: 10 })
      expect(applied(sink)).toMatchObject([{ txHash: money }])
      await vi.waitFor(
        async () => {
          await chain.mine()
          expect(applied(sink)).toHaveLength(2)
        },
        { timeout: 15_000, interval: 100 },
      )
      expect(applied(sink)[1]).toMatchObject({ txHash: fake, isForeign: true })
      expect(applied(sink)[1]?.says).toEqual({})
    } finally {
      await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
      await proxy.stop()
    }
  })

  it('brings the stranger after a restart, when the till ended before it had a name', async () => {
    const shop = receiveAddress(904)
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    const proxy = await startFaultProxy(chain.url)
    const asked: string[] = []
    proxy.setFault(async ({ method, params }, next) => {
      const { to } = (params[0] ?? {}) as { to?: string }
      if (method !== 'eth_call' || to?.toLowerCase() !== counterfeit.address.toLowerCase())
        return await next()
      asked.push(method)
      return { http: 'stall' }
    })
    try {
      watch(sink, [token], { endpoints: [proxy.url] })
      await readUpToHead(sink)
      const fake = await chain.pay(counterfeit, shop, 7n)
      await chain.mine()
      await readUpToHead(sink)
      await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0), { timeout: 15_000, interval: 10 })
      await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
      expect(applied(sink)).toEqual([])
      watch(sink, [token], { policy: { secondLookMs: 500 } })
      await vi.waitFor(() => expect(applied(sink)).toHaveLength(1), { timeout: 15_000, interval: 10 })
      expect(applied(sink)).toMatchObject([{ txHash: fake, says: { symbol: 'USDC', decimals: 6 } }])
    } finally {
      await proxy.stop()
    }
  })

  it('takes no transfer of a listed token for a stranger while its contract is wrong', async () => {
    const shop = receiveAddress(902)
    const sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    watch(sink, [token, { ...counterfeit, decimals: 18 }])
    await readUpToHead(sink)
    await chain.pay(counterfeit, shop, 7n)
    const money = await chain.pay(token, shop, 5n)
    await chain.mine()
    await readUpToHead(sink)
    await chain.mine()
    await readUpToHead(sink)
    expect(applied(sink)).toMatchObject([{ txHash: money }])
  })
})
