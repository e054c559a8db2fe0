import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { systemTimers, type Timers } from '../../../../electron/chains/evm/timers.ts'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import { startFaultProxy, type FaultProxy } from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

const shop = receiveAddress(1)
/** The polls of a slow chain never come due; time-outs of calls do. */
const neverPolls: Timers = {
  after: (delayMs, run) => (delayMs >= 2_500 ? () => undefined : systemTimers.after(delayMs, run)),
}

describe('openWakeSocket', () => {
  let chain: LocalChain
  let proxy: FaultProxy
  let token: Token
  let sink: MemoryChainSink
  let server: WebSocketServer
  let sockets: WebSocket[]
  let watcher: EvmWatcher | undefined

  beforeAll(async () => {
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
    token = await chain.deployToken()
  })
  beforeEach(async () => {
    sink = createMemoryChainSink()
    sink.facts.recipients = [shop]
    sockets = []
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    server.on('connection', (socket) => sockets.push(socket))
    await once(server, 'listening')
  })
  afterEach(async () => {
    await watcher?.stop()
    expect(sink.violations).toEqual([])
    for (const socket of sockets) socket.terminate()
    server.close()
    await once(server, 'close')
  })
  afterAll(async () => {
    await proxy.stop()
    await chain.stop()
  })

  const ownUrl = (): string => `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/s3cr3t-key`
  const until = async (check: () => void): Promise<void> => {
    await vi.waitFor(check, { timeout: 10_000, interval: 10 })
  }
  const watch = async (wakeUrl: string | undefined, setup: Partial<WatchSetup> = {}): Promise<EvmWatcher> => {
    await chain.mine()
    const started = watchLocalChain({
      endpoints: [proxy.url],
      tokens: [token],
      sink,
      timers: neverPolls,
      ...setup,
      chain: { blockSeconds: 60, ...setup.chain, ...(wakeUrl === undefined ? {} : { wakeUrl }) },
    })
    watcher = started
    await until(() => expect(started.sight().state).toBe('live'))
    return started
  }
  const payInBlock = async (amount: bigint): Promise<void> => {
    await chain.pay(token, shop, amount)
    await chain.mine()
  }
  const amounts = (): readonly bigint[] => sink.live().map((seen) => seen.amountMinor)

  it('has a block read before any poll is due', async () => {
    const started = await watch(chain.url.replace('http:', 'ws:'))
    await until(() => expect(started.report().wake?.state).toBe('listening'))
    await payInBlock(1n)
    await until(() => expect(amounts()).toEqual([1n]))
  })

  it('without it the same block waits for its poll', async () => {
    const started = await watch(undefined)
    await payInBlock(2n)
    const { number } = await chain.head()
    // The order of events: the node has the block, and everything that was under way is done.
    await chain.mine()
    expect(sink.cursor('local')?.number).toBeLessThan(number)
    started.wake()
    await until(() => expect(amounts()).toEqual([2n]))
    expect(started.report().wake).toBeUndefined()
  })

  it('believes nothing that a lying socket says, and asks no more often for it than once a block', async () => {
    const started = await watch(ownUrl())
    await until(() => expect(sockets).toHaveLength(1))
    const real = (await chain.head()).number
    proxy.resetCounts()
    const lie = { number: '0xffffff', hash: `0x${'ee'.repeat(32)}`, removed: true }
    const spam = ['{"id":1,"result":"0x1"}', 'no JSON', '', JSON.stringify({ params: { result: lie } })]
    for (let round = 0; round < 50; round += 1) for (const text of spam) sockets[0]?.send(text)
    await until(() => expect(proxy.counts()['eth_getBlockByNumber']).toBe(1))
    await until(() => expect(started.report().wake).toMatchObject({ state: 'listening' }))
    await payInBlock(3n)
    started.wake()
    await until(() => expect(amounts()).toEqual([3n]))
    expect(started.sight()).toMatchObject({ headNumber: real + 1, state: 'live' })
    expect(proxy.counts()['eth_getBlockByNumber']).toBeLessThanOrEqual(3)
    expect(sink.steps.every((step) => step.rewoundTo === undefined)).toBe(true)
  })

  it('shows a socket that closes, without its key, comes back to it, and goes on by polling meanwhile', async () => {
    const started = await watch(ownUrl(), { timers: systemTimers, chain: { blockSeconds: 0.25 } })
    await until(() => expect(sockets).toHaveLength(1))
    sockets[0]?.send('{}')
    sockets[0]?.close()
    await until(() =>
      expect(started.report().wake?.problem).toMatch(/^127\.0\.0\.1:\d+ closed the connection\.$/),
    )
    await payInBlock(4n)
    await until(() => expect(amounts()).toEqual([4n]))
    await until(() => expect(sockets.length).toBeGreaterThan(1))
    sockets.at(-1)?.send('{}')
    await until(() => expect(started.report().wake?.state).toBe('listening'))
  })

  it('takes a socket that says nothing for dead', async () => {
    const started = await watch(ownUrl(), {
      timers: systemTimers,
      policy: { wakeSilenceMs: 100 },
      chain: { blockSeconds: 0.05 },
    })
    await until(() => expect(started.report().wake).toMatchObject({ state: 'silent' }))
    await until(() => expect(sockets.length).toBeGreaterThan(1))
  })

  it('reads a chain whose wake address is wrong', async () => {
    const started = await watch('http://127.0.0.1:1', { timers: systemTimers, chain: { blockSeconds: 0.25 } })
    await payInBlock(5n)
    await until(() => expect(amounts()).toEqual([5n]))
    expect(started.report().wake).toBeUndefined()
  })
})
