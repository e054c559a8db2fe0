import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { EndpointHealth } from '../../../../electron/chains/port.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import { drop, startFaultProxy, tooManyRequests, type FaultProxy } from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain } from '../../../fixtures/watched-chain.ts'

const shop = receiveAddress(1)

describe('healthOf', () => {
  let chain: LocalChain
  let token: Token
  let first: FaultProxy
  let second: FaultProxy
  let sink: MemoryChainSink
  let watcher: EvmWatcher

  beforeAll(async () => {
    chain = await startLocalChain()
    first = await startFaultProxy(chain.url)
    second = await startFaultProxy(chain.url)
    token = await chain.deployToken()
  })
  beforeEach(async () => {
    sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    await chain.mine()
    watcher = watchLocalChain({ endpoints: [first.url, second.url], tokens: [token], sink })
    await until(() => expect(watcher.sight().state).toBe('live'))
    await until(() => expect(health(1).headNumber).toBeDefined())
  })
  afterEach(async () => {
    await watcher.stop()
    first.setFault()
    second.setFault()
    expect(sink.violations).toEqual([])
  })
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()])
    await chain.stop()
  })
  const until = async (check: () => void): Promise<void> => {
    await vi.waitFor(check, { timeout: 15_000, interval: 20 })
  }
  const health = (index: number): EndpointHealth => {
    const own = watcher.endpoints()[index]
    if (!own) throw new Error('Both endpoints are listed.')
    return own
  }
  const payInBlock = async (amount: bigint): Promise<void> => {
    await chain.pay(token, shop, amount)
    await chain.mine()
    await until(() => expect(sink.live().map((seen) => seen.amountMinor)).toEqual([amount]))
  }

  it('says what each endpoint last showed, and what it is used for', async () => {
    const { number } = await chain.head()
    await until(() => expect(health(0).headNumber).toBe(number))
    expect(health(0)).toMatchObject({
      state: 'inUse',
      roles: ['reads'],
      breaker: 'closed',
      errors: 0,
      budgetPerSecond: 250,
      learned: { rangeBlocks: 2_000, recipientsPerCall: 200 },
    })
    expect(health(0).lastHeardAt).toBeGreaterThan(Date.now() - 15_000)
    expect(health(0).headAgeMs).toBeLessThan(60_000)
    // Calls are counted by the till as the node counts them.
    expect(health(0).callsLastMinute).toBeGreaterThan(0)
    expect(health(0).callsLastMinute).toBeLessThanOrEqual(first.total())
    expect(health(1)).toMatchObject({ state: 'standby', roles: [] })
    expect(watcher.report()).toEqual({})
  })

  it('opens the breaker for as long as the endpoint asks, and says until when', async () => {
    first.setFault(tooManyRequests(60))
    await payInBlock(1n)
    expect(health(0)).toMatchObject({ state: 'failing', breaker: 'open', errors: 1 })
    expect((health(0).pausedUntil ?? 0) - Date.now()).toBeGreaterThan(30_000)
    expect(health(1).roles).toContain('reads')
  })

  it('half opens it after a pause, and closes it with the first answer', async () => {
    first.setFault(drop)
    await payInBlock(2n)
    const seen = new Set<string>()
    await until(() => {
      seen.add(health(0).breaker)
      expect(health(0).errors).toBeGreaterThan(2)
    })
    expect(seen).toContain('open')
    first.setFault()
    await until(() => expect(health(0)).toMatchObject({ breaker: 'closed', state: 'standby' }))
    expect(health(0).lastError?.problem).toMatch(/broke the connection off/)
  })

  it('shows the smaller budget after complaints that name no pause, and misses nothing', async () => {
    let refused = 0
    first.setFault(async (_call, next) =>
      (refused += 1) > 2 ? await next() : { status: 429, body: 'slow down' },
    )
    await payInBlock(3n)
    await until(() => expect(health(0).errors).toBe(2))
    await until(() => expect(health(0).breaker).toBe('closed'))
    expect(health(0).budgetPerSecond).toBeLessThan(250)
    expect(watcher.limits()[0]?.callsPerSecond).toBeLessThan(250)
    expect(watcher.limits()[1]?.callsPerSecond).toBeUndefined()
  })
})
