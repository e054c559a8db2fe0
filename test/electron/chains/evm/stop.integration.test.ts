import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Timers } from '../../../../electron/chains/evm/timers.ts'
import { delay, stall, startFaultProxy, type FaultProxy } from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { recordingLog, watchLocalChain } from '../../../fixtures/watched-chain.ts'

/** Timers of the machine that know how many are left. */
function countedTimers(): Timers & Readonly<{ left: () => number }> {
  let left = 0
  return {
    left: () => left,
    after: (delayMs, run) => {
      let isOpen = true
      left += 1
      const close = (): void => {
        left -= isOpen ? 1 : 0
        isOpen = false
      }
      const timer = setTimeout(() => {
        close()
        run()
      }, delayMs)
      return () => {
        close()
        clearTimeout(timer)
      }
    },
  }
}

describe('stop', () => {
  let chain: LocalChain
  let proxy: FaultProxy
  beforeAll(async () => {
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
    await chain.mine(3)
  })
  afterEach(() => proxy.setFault())
  afterAll(async () => {
    await proxy.stop()
    await chain.stop()
  })

  it('lets the running step finish, leaves no timer and makes no call afterwards', async () => {
    const token = await chain.deployToken()
    const sink = createMemoryChainSink()
    const shop = receiveAddress(1)
    sink.facts.recipients = [shop]
    const timers = countedTimers()
    const watcher = watchLocalChain({ endpoints: [proxy.url], tokens: [token], sink, timers })
    await vi.waitFor(() => expect(sink.steps).toHaveLength(1), 10_000)
    proxy.setFault(delay(150))
    await chain.pay(token, shop, 5n)
    await chain.mine()
    proxy.resetCounts()
    await vi.waitFor(() => expect(proxy.counts()['eth_getLogs']).toBe(1), 10_000)
    await watcher.stop()
    expect(sink.live()).toHaveLength(1)
    expect(timers.left()).toBe(0)
    const calls = proxy.total()
    await chain.mine()
    expect(proxy.total()).toBe(calls)
  })

  it('breaks off an answer that never comes, applies nothing and blames nobody', async () => {
    const sink = createMemoryChainSink()
    const timers = countedTimers()
    const log = recordingLog()
    proxy.setFault(stall)
    const policy = { headTimeoutMs: 60_000, callTimeoutMs: 60_000, stopMs: 100 }
    const watcher = watchLocalChain({
      endpoints: [proxy.url, chain.url],
      tokens: [],
      sink,
      timers,
      policy,
      log,
    })
    proxy.resetCounts()
    await vi.waitFor(() => expect(proxy.total()).toBe(1), 10_000)
    await watcher.stop()
    expect(timers.left()).toBe(0)
    expect(sink.steps).toEqual([])
    expect(log.lines).toEqual([])
  })

  it('can be called twice, and before the first answer', async () => {
    const sink = createMemoryChainSink()
    const timers = countedTimers()
    const watcher = watchLocalChain({ endpoints: [proxy.url], tokens: [], sink, timers })
    await Promise.all([watcher.stop(), watcher.stop()])
    watcher.wake()
    expect(timers.left()).toBe(0)
  })
})
