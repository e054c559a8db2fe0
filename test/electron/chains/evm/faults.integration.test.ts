import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import {
  altered,
  both,
  delay,
  drop,
  emptyLogs,
  only,
  stall,
  staleHead,
  startFaultProxy,
  tooManyRequests,
  truncate,
  wrongChainId,
  type Fault,
  type FaultProxy,
} from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { recordingLog, watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

const shop = receiveAddress(1)
const otherHash = `0x${'12'.repeat(32)}`
const noBloom = `0x${'0'.repeat(512)}`

const everyLog = (change: (log: Record<string, unknown>) => unknown): Fault =>
  altered(['eth_getLogs'], (logs) => (logs as Record<string, unknown>[]).map(change))
const everyBlock = (change: (block: Record<string, unknown>) => unknown): Fault =>
  altered(['eth_getBlockByNumber'], (block) =>
    block === null ? null : change(block as Record<string, unknown>),
  )
describe('watchChain at faulty endpoints', () => {
  let chain: LocalChain
  let token: Token
  let first: FaultProxy
  let second: FaultProxy
  let sink: MemoryChainSink
  const watchers: EvmWatcher[] = []

  beforeAll(async () => {
    chain = await startLocalChain()
    first = await startFaultProxy(chain.url)
    second = await startFaultProxy(chain.url)
    token = await chain.deployToken()
  })
  beforeEach(() => {
    sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
  })
  afterEach(async () => {
    await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
    first.setFault()
    second.setFault()
    expect(sink.violations).toEqual([])
  })
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()])
    await chain.stop()
  })

  const watch = async (
    proxies: readonly FaultProxy[],
    setup: Partial<WatchSetup> = {},
  ): Promise<EvmWatcher> => {
    await chain.mine()
    const endpoints = proxies.map((proxy) => proxy.url)
    const watcher = watchLocalChain({ endpoints, tokens: [token], sink, ...setup })
    watchers.push(watcher)
    await vi.waitFor(() => expect(watcher.sight().state).toBe('live'), 10_000)
    await vi.waitFor(() => expect(watcher.endpoints().at(-1)?.latencyMs).toBeDefined(), 10_000)
    return watcher
  }
  const payInBlock = async (amount: bigint): Promise<void> => {
    await chain.pay(token, shop, amount)
    await chain.mine()
  }
  const amounts = (): readonly bigint[] => sink.live().map((transfer) => transfer.amountMinor)
  const until = async (check: () => void, timeout = 15_000): Promise<void> => {
    await vi.waitFor(check, { timeout, interval: 20 })
  }

  describe('with a second endpoint', () => {
    const cases: readonly (readonly [string, Fault, RegExp])[] = [
      ['drops connections', drop, /broke the connection off/],
      ['answers too late', delay(3_000), /did not answer .* in time/],
      ['never ends its answers', stall, /did not answer .* in time/],
      ['cuts its answers off', truncate, /did not answer .* in JSON/],
      [
        'answers with an error page',
        async () => await Promise.resolve({ status: 502, body: '<html>' }),
        /HTTP status 502/,
      ],
      [
        'serves a login page instead',
        async () => await Promise.resolve({ status: 200, body: '<html>' }),
        /in JSON/,
      ],
      ['wants a pause', tooManyRequests(1), /allows no more calls/],
      [
        'wants fewer calls and does not say for how long',
        async () => await Promise.resolve({ status: 429, body: 'slow down' }),
        /allows no more calls/,
      ],
      [
        'names blocks without a hash',
        everyBlock((block) => ({ ...block, hash: null })),
        /a block without a hash/,
      ],
      [
        'names a wrong block in its logs',
        everyLog((log) => ({ ...log, blockHash: otherHash })),
        /a log of another block/,
      ],
      [
        'shows a log without a contract',
        everyLog((log) => ({ ...log, address: null })),
        /a log without an address/,
      ],
      ['shows a log twice', altered(['eth_getLogs'], (logs) => [logs, logs].flat()), /the same log twice/],
      ['shows a removed log', everyLog((log) => ({ ...log, removed: true })), /a log that was removed/],
      [
        'answers more than the till reads',
        everyBlock((block) => ({ ...block, extra: 'x'.repeat(70_000) })),
        /more than the till reads/,
      ],
    ]
    it.each(cases)('goes on when the first %s', async (_name, fault, problem) => {
      const log = recordingLog()
      const policy = { responseBytesMax: 65_536, callTimeoutMs: 500, headTimeoutMs: 500 }
      const watcher = await watch([first, second], { policy, log })
      first.setFault(fault)
      await payInBlock(11n)
      await until(() => expect(amounts()).toEqual([11n]))
      expect(log.lines.join()).toMatch(problem)
      expect(sink.steps.at(-1)?.source).toBe(new URL(second.url).host)
      expect(watcher.sight().state).toBe('live')
    })

    it('goes back to the preferred endpoint once it works again', async () => {
      const watcher = await watch([first, second])
      first.setFault(drop)
      await payInBlock(1n)
      await until(() => expect(amounts()).toEqual([1n]))
      first.setFault()
      await until(() => expect(watcher.endpoints()[0]?.state).toBe('standby'))
      await payInBlock(2n)
      await until(() => expect(amounts()).toEqual([1n, 2n]))
      expect(watcher.endpoints()).toMatchObject([{ state: 'inUse' }, { state: 'standby' }])
    })

    it('leaves an endpoint whose head does not move', async () => {
      let aheadMs = 0
      const watcher = await watch([first, second], { clockAheadMs: () => aheadMs })
      first.setFault(staleHead())
      first.resetCounts()
      await until(() => expect(first.total()).toBeGreaterThan(0))
      aheadMs = 120_000
      await chain.rpc('evm_increaseTime', [120])
      await payInBlock(5n)
      await until(() => expect(amounts()).toEqual([5n]))
      expect(watcher.endpoints()).toMatchObject([
        { state: 'stale', problem: expect.stringContaining('does not follow') as string },
        { state: 'inUse' },
      ])
    })

    it('never uses an endpoint of another network', async () => {
      first.setFault(wrongChainId(1))
      const watcher = watchLocalChain({ endpoints: [first.url, second.url], tokens: [token], sink })
      watchers.push(watcher)
      await until(() => expect(watcher.sight().state).toBe('live'))
      first.resetCounts()
      await payInBlock(3n)
      await until(() => expect(amounts()).toEqual([3n]))
      expect(watcher.endpoints()[0]).toMatchObject({
        state: 'refused',
        problem: expect.stringContaining('serves network 1') as string,
      })
      expect(first.total()).toBe(0)
    })

    it('finds a transfer that the first hides from its logs, and trusts it less', async () => {
      const watcher = await watch([first, second])
      first.setFault(emptyLogs)
      await payInBlock(21n)
      await until(() => expect(amounts()).toEqual([21n]))
      await until(() => expect(sink.steps.at(-1)?.cursor.number).toBe(sink.live()[0]?.block.number))
      expect(watcher.endpoints()[0]?.problem).toMatch(/showed no transfer where/)
    })

    it('finds by the second look what the bloom does not betray, and leaves the endpoint that hides it', async () => {
      const watcher = await watch([first, second], { policy: { secondLookMs: 1_500 } })
      first.setFault(
        both(
          everyBlock((block) => ({ ...block, logsBloom: noBloom })),
          emptyLogs,
        ),
      )
      await payInBlock(22n)
      await until(() => expect(amounts()).toEqual([22n]))
      await until(() =>
        expect(watcher.endpoints()[0]).toMatchObject({
          state: 'failing',
          problem: expect.stringMatching(/shows no transfer where/) as string,
        }),
      )
      expect(sink.steps.find((step) => step.transfers.length > 0)).toMatchObject({ blocks: [] })
    })

    describe('of which one is on a fork of its own', () => {
      let fork: LocalChain
      let forked: FaultProxy

      beforeEach(async () => {
        forked = await startFaultProxy(chain.url)
      })
      afterEach(async () => {
        await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
        await forked.stop()
        await fork.stop()
      })
      const watchThenFork = async (setup: Partial<WatchSetup> = {}): Promise<EvmWatcher> => {
        const watcher = await watch([first, forked], setup)
        fork = await startLocalChain({ forkOf: chain.url })
        forked.retarget(fork.url)
        return watcher
      }

      it('takes nothing back while the other holds the block', async () => {
        const watcher = await watchThenFork()
        await fork.mine(2)
        await payInBlock(31n)
        await until(() => expect(amounts()).toEqual([31n]))
        let asked = 0
        first.setFault(
          only(['eth_getLogs'], async (_call, next) =>
            (asked += 1) > 1 ? await next() : { error: { code: -1, message: 'busy' } },
          ),
        )
        await payInBlock(32n)
        await fork.mine(2)
        await until(() => expect(amounts()).toEqual([31n, 32n]))
        expect(watcher.endpoints()[0]?.state).toBe('inUse')
        expect(sink.steps.every((step) => step.rewoundTo === undefined)).toBe(true)
      })

      it('takes nothing back while the other is silent for a moment, and says that it cannot tell', async () => {
        const watcher = await watchThenFork()
        await payInBlock(33n)
        await until(() => expect(amounts()).toEqual([33n]))
        first.setFault(drop)
        await fork.mine(3)
        await until(() =>
          expect(watcher.sight()).toMatchObject({
            state: 'silent',
            problem: expect.stringMatching(/contradicts what .* showed, which does not answer now/) as string,
          }),
        )
        first.setFault()
        await payInBlock(34n)
        await until(() => expect(amounts()).toEqual([33n, 34n]))
        expect(sink.steps.every((step) => step.rewoundTo === undefined)).toBe(true)
      })

      it('believes the one that is left, and comes back with the other', async () => {
        const watcher = await watchThenFork({ policy: { freshMs: 4_000 } })
        await payInBlock(35n)
        await until(() => expect(amounts()).toEqual([35n]))
        first.setFault(drop)
        await fork.mine(2)
        await until(() => expect(sink.steps.at(-1)?.rewoundTo).toBeDefined())
        expect(amounts()).toEqual([])
        first.setFault()
        await chain.mine(2)
        await until(() => expect(amounts()).toEqual([35n]))
        await until(() => expect(watcher.endpoints()[0]?.state).toBe('inUse'))
      })
    })
  })

  describe('with one endpoint', () => {
    it('falls silent with a plain reason, goes on by itself, and has missed nothing', async () => {
      const log = recordingLog()
      const watcher = await watch([first], { log })
      first.setFault(drop)
      await payInBlock(41n)
      await until(() =>
        expect(watcher.sight()).toMatchObject({
          state: 'silent',
          problem: expect.stringContaining('broke the connection off') as string,
        }),
      )
      await chain.mine(3)
      first.setFault()
      await until(() => expect(watcher.sight().state).toBe('live'))
      await until(() => expect(amounts()).toEqual([41n]))
      expect(log.lines.filter((line) => line.includes('is not used')).length).toBeLessThan(5)
    })

    it('asks nothing while the endpoint wants a pause', async () => {
      await watch([first])
      first.setFault(tooManyRequests(2))
      await payInBlock(42n)
      first.resetCounts()
      await until(() => expect(first.total()).toBe(1))
      const pausedAt = performance.now()
      first.setFault()
      await until(() => expect(amounts()).toEqual([42n]))
      expect(performance.now() - pausedAt).toBeGreaterThan(1_500)
    })

    it('says that the network is the wrong one', async () => {
      first.setFault(wrongChainId(10))
      first.resetCounts()
      const watcher = watchLocalChain({ endpoints: [first.url], tokens: [token], sink })
      watchers.push(watcher)
      await until(() => expect(watcher.sight().problem).toMatch(/serves network 10, not Local/))
      expect(watcher.sight().state).toBe('silent')
      expect(first.counts()).toEqual({ eth_chainId: 1 })
    })

    it('reads on from a stale endpoint, and does not call that live', async () => {
      let aheadMs = 0
      const watcher = await watch([first], { clockAheadMs: () => aheadMs })
      aheadMs = 7_200_000
      await payInBlock(43n)
      await until(() => expect(amounts()).toEqual([43n]))
      await until(() =>
        expect(watcher.sight()).toMatchObject({
          state: 'silent',
          problem: expect.stringMatching(
            /newest block is \d+ minutes old by the clock of this till/,
          ) as string,
        }),
      )
      aheadMs = 0
      await until(() => expect(watcher.sight().state).toBe('live'))
    })

    it('asks again about a block whose logs were indexed late', async () => {
      await watch([first])
      let asked = 0
      first.setFault(
        only(['eth_getLogs'], async (_call, next) => ((asked += 1) > 1 ? await next() : { result: [] })),
      )
      await payInBlock(44n)
      await until(() => expect(amounts()).toEqual([44n]))
      expect(asked).toBe(2)
    })

    it('heals an index that lags for longer with the second look', async () => {
      await watch([first], { policy: { secondLookMs: 1_500 } })
      first.setFault(emptyLogs)
      first.resetCounts()
      await payInBlock(45n)
      await until(() => expect(first.counts()['eth_getLogs']).toBe(2))
      first.setFault()
      await until(() => expect(amounts()).toEqual([45n]))
      expect([...sink.payments.values()][0]?.seenTimes).toBe(1)
    })

    it('waits for a machine behind the load balancer that lacks the newest block', async () => {
      const watcher = await watch([first])
      let asked = 0
      const unknown = { error: { code: -32_000, message: 'unknown block' } }
      first.setFault(
        only(['eth_getLogs'], async (_call, next) => ((asked += 1) > 2 ? await next() : unknown)),
      )
      await payInBlock(46n)
      await until(() => expect(amounts()).toEqual([46n]))
      expect(watcher.endpoints()[0]?.state).toBe('inUse')
    })

    it('learns that an endpoint takes fewer recipients a call', async () => {
      sink.facts.recipients = [
        ...Array.from({ length: 300 }, (_, index) => receiveAddress(100 + index)),
        shop,
      ]
      const watcher = await watch([first])
      first.setFault(
        only(['eth_getLogs'], async ({ params }, next) => {
          const [{ topics }] = params as [{ topics: [string, null, string[]] }]
          const message = 'exceed max addresses or topics per search position'
          return topics[2].length > 60 ? { error: { code: -32_602, message } } : await next()
        }),
      )
      await payInBlock(47n)
      await until(() => expect(amounts()).toEqual([47n]))
      expect(watcher.limits()[0]?.recipientsPerCall).toBe(50)
    })

    it('counts a full disk against nobody, and reads the block again', async () => {
      const watcher = await watch([first])
      sink.facts.failure = new Error('The disk is full.')
      await payInBlock(48n)
      await until(() =>
        expect(watcher.sight()).toMatchObject({
          state: 'silent',
          problem: 'This till could not keep what the network says: The disk is full.',
        }),
      )
      expect(watcher.endpoints()[0]?.state).toBe('inUse')
      sink.facts.failure = undefined
      await until(() => expect(amounts()).toEqual([48n]))
      await until(() => expect(watcher.sight().state).toBe('live'))
    })

    it('never shows or logs the key in an address', async () => {
      const log = recordingLog()
      const endpoint = `${first.url}/v2/s3cr3t-api-key`
      first.setFault(
        async () =>
          await Promise.resolve({ error: { code: -32_000, message: `bad request to ${endpoint}` } }),
      )
      const watcher = watchLocalChain({ endpoints: [endpoint], tokens: [token], sink, log })
      watchers.push(watcher)
      await until(() => expect(watcher.sight().problem).toMatch(/refused eth_chainId/))
      expect(JSON.stringify([log.lines, watcher.endpoints(), sink.sights])).not.toContain('s3cr3t')
    })
  })
})
