import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { EvmAddress, Token } from '../../../../shared/domain/tokens/token.ts'
import {
  altered,
  both,
  emptyLogs,
  only,
  rangeLimit,
  startFaultProxy,
  type FaultProxy,
} from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

const downBlocks = 400
let addressIndex = 10_000
const freshAddress = (): EvmAddress => receiveAddress((addressIndex += 1))

describe('watchChain after a long time without network', () => {
  let chain: LocalChain
  let proxy: FaultProxy
  let token: Token
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
      timeout: 30_000,
      interval: 10,
    })
    expect(sink.violations).toEqual([])
  }
  /** A till that read up to the head, was then away, and was paid three times meanwhile. */
  const tillThatWasDown = async (shop: EvmAddress): Promise<MemoryChainSink> => {
    const before = createMemoryChainSink()
    before.facts.recipients = [shop]
    const watcher = watch(before)
    await readUpToHead(before)
    await watcher.stop()
    for (const amount of [1n, 2n, 3n]) {
      await chain.pay(token, shop, amount)
      await chain.mine(downBlocks / 4)
    }
    await chain.mine(downBlocks / 4)
    proxy.resetCounts()
    return createMemoryChainSink(before)
  }
  const amounts = (sink: MemoryChainSink): readonly bigint[] =>
    sink.live().map(({ amountMinor }) => amountMinor)

  it('reads what is final in ranges, the rest by hash, and shows how far it is', async () => {
    const sink = await tillThatWasDown(freshAddress())
    const from = sink.cursor('local')?.number ?? 0
    const watcher = watch(sink)
    await readUpToHead(sink)
    expect(amounts(sink)).toEqual([1n, 2n, 3n])
    expect(sink.steps[0]).toMatchObject({
      cursor: { number: from + downBlocks - 64 },
      transfers: [{}, {}, {}],
    })
    expect(sink.sights.map((sight) => sight.state)).toContain('live')
    const rangeQueries = proxy
      .calls()
      .filter(
        ({ method, params }) => method === 'eth_getLogs' && JSON.stringify(params).includes('fromBlock'),
      )
    expect(rangeQueries).toHaveLength(1)
    const window = sink.window('local').filter((block) => block.number >= from + downBlocks - 64)
    expect(window.map((block) => block.number)).toEqual(
      Array.from({ length: 65 }, (_, index) => from + downBlocks - index),
    )
    expect(watcher.sight()).toMatchObject({ state: 'live', headNumber: from + downBlocks })
  })

  it('says that it is catching up, with what it has read and where the head is', async () => {
    const sink = await tillThatWasDown(freshAddress())
    proxy.setFault(rangeLimit(20, 'Max range: 20'))
    watch(sink)
    await readUpToHead(sink)
    const [first] = sink.sights.filter((sight) => sight.state === 'catchingUp')
    expect((first?.headNumber ?? 0) - (first?.readUpTo?.number ?? 0)).toBeGreaterThan(64)
  })

  it('gives every transfer its own block with the timestamp', async () => {
    const sink = await tillThatWasDown(freshAddress())
    watch(sink)
    await readUpToHead(sink)
    for (const { block } of sink.live()) {
      const held = (await chain.rpc('eth_getBlockByHash', [block.hash, false])) as Record<string, string>
      expect(block).toEqual({
        number: Number(held['number']),
        hash: held['hash'],
        parentHash: held['parentHash'],
        timestamp: Number(held['timestamp']),
      })
    }
  })

  it('goes back by depth where a node does not know what is final', async () => {
    const sink = await tillThatWasDown(freshAddress())
    const from = sink.cursor('local')?.number ?? 0
    const unknownTag = { error: { code: -32_602, message: 'invalid block tag' } }
    proxy.setFault(
      only(['eth_getBlockByNumber'], async ({ params }, next) =>
        params[0] === 'finalized' ? unknownTag : await next(),
      ),
    )
    watch(sink)
    await readUpToHead(sink)
    expect(amounts(sink)).toEqual([1n, 2n, 3n])
    expect(sink.steps[0]?.cursor.number).toBe(from + downBlocks - 12)
    expect(proxy.calls().filter(({ params }) => params[0] === 'finalized')).toHaveLength(1)
  })

  // All texts are in the table of range-limit.test.ts; here is one of each kind: a range, a number, a number of results,
  // and no number at all.
  const refusals: readonly (readonly [string, number, string])[] = [
    [
      'Alchemy',
      10,
      'You can make eth_getLogs requests with up to a 10 block range. This block range should work: [0x1, 0xa]',
    ],
    ['Infura', 50, 'query returned more than 10000 results. Try with this block range [0x1, 0x32].'],
    ['dRPC', 35, 'ranges over 35 blocks are not supported on freetier'],
    ['Base', 40, 'no backend is currently healthy to serve traffic'],
    ['another node of Base', 40, 'block range too large'],
    ['publicnode', 30, 'maximum block range: 30'],
    ['a node that says "Max range"', 25, 'Max range: 25'],
    ['QuickNode', 5, 'eth_getLogs is limited to a 5 range'],
    ['a node that says "limited to"', 20, 'query is limited to 20 blocks'],
    ['Coinbase', 45, 'please limit the query to at most 45 blocks'],
    ['OP', 40, 'backend response too large'],
    ['Arbitrum', 40, 'logs matched by query exceeds limit of 10000'],
    ['Chainstack', 40, 'Block range limit exceeded. See more details at the documentation.'],
    ['Ankr', 40, 'block range is too wide'],
  ]
  it.each(refusals)('learns how many blocks %s allows', async (_provider, maxBlocks, message) => {
    const sink = await tillThatWasDown(freshAddress())
    proxy.setFault(rangeLimit(maxBlocks, message))
    const watcher = watch(sink)
    await readUpToHead(sink)
    expect(amounts(sink)).toEqual([1n, 2n, 3n])
    const { range } = watcher.limits()[0] ?? {}
    expect(range?.blocks).toBeLessThanOrEqual(maxBlocks)
    expect(range?.blocks).toBeGreaterThan(maxBlocks / 4)
    expect(watcher.endpoints()[0]?.state).toBe('inUse')
  })

  it('begins with the limits that were learned before', async () => {
    const sink = await tillThatWasDown(freshAddress())
    proxy.setFault(rangeLimit(60, 'Max range: 60'))
    const limits = {
      range: { blocks: 60, ceiling: 60, streak: 0, isStated: true },
      recipientsPerCall: 100,
      tagUnknownUntil: {},
    }
    watch(sink, { limits: [limits] })
    await readUpToHead(sink)
    expect(amounts(sink)).toEqual([1n, 2n, 3n])
    const ranges = proxy
      .calls()
      .filter(
        ({ method, params }) => method === 'eth_getLogs' && JSON.stringify(params).includes('fromBlock'),
      )
    expect(ranges).toHaveLength(Math.ceil((downBlocks - 64) / 60))
  })

  it('catches up behind a plan that allows few calls a second', async () => {
    const sink = await tillThatWasDown(freshAddress())
    let allowance = { until: 0, calls: 0 }
    proxy.setFault(async (_call, next) => {
      if (performance.now() > allowance.until) allowance = { until: performance.now() + 250, calls: 10 }
      allowance.calls -= 1
      return allowance.calls >= 0 ? await next() : { status: 429 }
    })
    watch(sink)
    await readUpToHead(sink)
    expect(amounts(sink)).toEqual([1n, 2n, 3n])
  })

  it('notices a replaced cursor before it reads any range', async () => {
    const sink = await tillThatWasDown(freshAddress())
    const stored = sink.window('local')
    const [newest, ...older] = stored
    expect(newest).toBeDefined()
    if (!newest) return
    const lost = { ...newest, hash: `0x${'ab'.repeat(32)}` } as const
    const forked = createMemoryChainSink({ ...sink, cursor: () => lost, window: () => [lost, ...older] })
    watch(forked)
    await readUpToHead(forked)
    expect(forked.steps[0]?.rewoundTo).toEqual(older[0])
    expect(amounts(forked)).toEqual([1n, 2n, 3n])
  })

  describe('with a second endpoint', () => {
    let second: FaultProxy
    beforeEach(async () => {
      second = await startFaultProxy(chain.url)
    })
    afterEach(async () => {
      await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
      await second.stop()
    })

    it('loses nothing to a first one that answers every range with nothing', async () => {
      const sink = await tillThatWasDown(freshAddress())
      proxy.setFault(
        both(
          emptyLogs,
          altered(['eth_getBlockByNumber'], (block) => ({ ...(block as object), logsBloom: undefined })),
        ),
      )
      watch(sink, { endpoints: [proxy.url, second.url], policy: { secondLookMs: 1_000 } })
      await vi.waitFor(() => expect(amounts(sink)).toEqual([1n, 2n, 3n]), { timeout: 30_000 })
      expect(sink.violations).toEqual([])
    })
  })

  it('sweeps addresses of invoices closed long ago, also over the time it was down', async () => {
    const shop = freshAddress()
    const sink = await tillThatWasDown(shop)
    sink.facts.recipients = []
    sink.facts.swept = [shop]
    watch(sink, { policy: { sweepMs: 1_000 } })
    await vi.waitFor(() => expect(amounts(sink)).toEqual([1n, 2n, 3n]), { timeout: 30_000 })
    await chain.pay(token, shop, 4n)
    await chain.mine()
    await vi.waitFor(() => expect(amounts(sink)).toEqual([1n, 2n, 3n, 4n]), { timeout: 30_000 })
    expect(sink.violations).toEqual([])
    expect([...sink.payments.values()].every((payment) => payment.seenTimes === 1)).toBe(true)
  })
})
