import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { EvmAddress, Token } from '../../../../shared/domain/tokens/token.ts'
import { both, only, rangeLimit, startFaultProxy, type FaultProxy } from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

const awayBlocks = 3_000
const older = receiveAddress(20_001)
const newer = receiveAddress(20_002)

describe('createLookAhead', () => {
  let chain: LocalChain
  let proxy: FaultProxy
  let token: Token
  let olderOpenedAt: number
  let newerOpenedAt: number
  let left: MemoryChainSink
  const watchers: EvmWatcher[] = []

  const watch = (sink: MemoryChainSink, setup: Partial<WatchSetup> = {}): EvmWatcher => {
    const watcher = watchLocalChain({ endpoints: [proxy.url], tokens: [token], sink, ...setup })
    watchers.push(watcher)
    return watcher
  }
  const stopAll = async (): Promise<void> => {
    await Promise.all(watchers.splice(0).map(async (watcher) => await watcher.stop()))
  }
  const readUpToHead = async (sink: MemoryChainSink): Promise<void> => {
    const { hash } = await chain.head()
    await vi.waitFor(() => expect(sink.cursor('local')?.hash).toBe(hash), { timeout: 40_000, interval: 5 })
  }
  const nowOnChain = async (): Promise<number> => (await chain.head()).timestamp * 1000

  /** Blocks a second apart, as on a chain that runs. */
  const mineSeconds = async (blocks: number): Promise<void> => {
    await chain.rpc('anvil_mine', [`0x${blocks.toString(16)}`, '0x1'])
  }

  beforeAll(async () => {
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
    token = await chain.deployToken()
    left = createMemoryChainSink()
    left.facts.recipients = [older, newer]
    watch(left)
    await readUpToHead(left)
    await stopAll()
    // An older sale is opened and paid, much later a newer one.
    olderOpenedAt = await nowOnChain()
    await chain.pay(token, older, 1n)
    await mineSeconds(awayBlocks - 400)
    newerOpenedAt = await nowOnChain()
    await chain.pay(token, newer, 2n)
    await mineSeconds(400)
  })
  afterEach(async () => {
    await stopAll()
    proxy.setFault()
    proxy.resetCounts()
  })
  afterAll(async () => {
    await proxy.stop()
    await chain.stop()
  })

  /** A till that comes back; its chain has a block a second, as the blocks of `mine` have. */
  const tillThatComesBack = (): MemoryChainSink => {
    const sink = createMemoryChainSink(left)
    sink.facts.urgent = [
      { address: newer, openedAt: newerOpenedAt },
      { address: older, openedAt: olderOpenedAt },
    ]
    return sink
  }
  const rangeCalls = (): number =>
    proxy
      .calls()
      .filter(
        ({ method, params }) => method === 'eth_getLogs' && JSON.stringify(params).includes('fromBlock'),
      ).length
  const setup = { chain: { blockSeconds: 1 } } as const

  it.each([10, 10_000])(
    'knows the payment of the newest sale before it has read what lies between, %i blocks a call',
    async (maxBlocks) => {
      const sink = tillThatComesBack()
      proxy.setFault(
        both(
          rangeLimit(maxBlocks, `Max range: ${maxBlocks}`),
          // What is read in order waits for what is looked at ahead, so that the order of the two is not a matter of luck.
          only(['eth_getLogs'], async ({ params }, next) => {
            const isInOrder = !JSON.stringify(params).includes(token.address)
            if (isInOrder)
              await vi.waitFor(() => expect(sink.live().length).toBeGreaterThan(0), { timeout: 20_000 })
            return await next()
          }),
        ),
      )
      const seen: (readonly [EvmAddress, number, number])[] = []
      sink.facts.onApplied = ({ cursor, transfers }) =>
        seen.push(...transfers.map(({ to, block }) => [to, block.number, cursor.number] as const))
      watch(sink, setup)
      await readUpToHead(sink)
      const [first] = seen
      expect(first?.[0]).toBe(newer)
      expect(first?.[1]).toBeGreaterThan(first?.[2] ?? Infinity)
      expect(sink.live().map(({ amountMinor }) => amountMinor)).toContain(1n)
      // Read in its turn, the same log is delivered once more and is nothing new.
      expect([...sink.payments.values()].map(({ transfer }) => transfer.to).toSorted()).toEqual(
        [older, newer].toSorted(),
      )
      expect(sink.violations).toEqual([])
    },
  )

  it('reads with little more than one log query for each ten blocks', async () => {
    const sink = tillThatComesBack()
    proxy.setFault(rangeLimit(10, 'Max range: 10'))
    const limits = {
      range: { blocks: 10, ceiling: 10, streak: 0, isStated: true },
      recipientsPerCall: 200,
      tagUnknownUntil: {},
    }
    watch(sink, { ...setup, limits: [limits] })
    await readUpToHead(sink)
    const ideal = Math.ceil((awayBlocks - 64) / 10)
    expect(rangeCalls()).toBeGreaterThanOrEqual(ideal)
    // The look ahead and the reading meet: at the worst each has read half.
    expect(rangeCalls()).toBeLessThan(1.5 * ideal)
  })

  it('asks for nothing before the oldest unfinished sale was opened', async () => {
    const sink = tillThatComesBack()
    sink.facts.urgent = [{ address: newer, openedAt: newerOpenedAt }]
    watch(sink, setup)
    await readUpToHead(sink)
    const lowest = proxy
      .calls()
      .filter(
        ({ method, params }) => method === 'eth_getLogs' && JSON.stringify(params).includes(token.address),
      )
      .map(({ params }) => Number((params[0] as { fromBlock?: string }).fromBlock))
      .toSorted((one, other) => one - other)[0]
    const head = (await chain.head()).number
    expect(lowest).toBeGreaterThan(head - 1_000)
  })

  it('says from the first moment that it catches up, and from which block on', async () => {
    const sink = tillThatComesBack()
    const from = sink.cursor('local')?.number
    watch(sink, setup)
    await readUpToHead(sink)
    const first = sink.sights.find(({ state }) => state !== 'silent')
    expect(first).toMatchObject({ state: 'catchingUp', fromNumber: from, readUpTo: { number: from } })
    await vi.waitFor(() => expect(sink.sights.at(-1)).toMatchObject({ state: 'live' }))
    expect(sink.sights.at(-1)?.fromNumber).toBeUndefined()
  })

  it('goes on where it was when it is stopped in the middle', async () => {
    let sink = tillThatComesBack()
    proxy.setFault(rangeLimit(10, 'Max range: 10'))
    const cursors: number[] = []
    for (let start = 0; start < 3; start += 1) {
      const watcher = watch(sink, setup)
      const before = sink.steps.filter(({ blocks }) => blocks.length > 0).length
      const current = sink
      await vi.waitFor(
        () => expect(current.steps.filter(({ blocks }) => blocks.length > 0).length).toBeGreaterThan(before),
        { timeout: 20_000, interval: 1 },
      )
      await watcher.stop()
      cursors.push(sink.cursor('local')?.number ?? 0)
      expect(sink.violations).toEqual([])
      const next = createMemoryChainSink(sink)
      next.facts.urgent = sink.facts.urgent
      sink = next
    }
    expect(cursors).toEqual(cursors.toSorted((one, other) => one - other))
    watch(sink, setup)
    await readUpToHead(sink)
    expect(
      sink
        .live()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual([older, newer].toSorted())
  })
})
