import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { BlockRef } from '../../../../shared/domain/tokens/chain.ts'
import type { EvmAddress, Token } from '../../../../shared/domain/tokens/token.ts'
import { staleHead, startFaultProxy, type FaultProxy } from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { recordingLog, watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

let addressIndex = 0
const freshAddress = (): EvmAddress => receiveAddress((addressIndex += 1))

describe('watchChain through reorganisations', () => {
  let chain: LocalChain
  let proxy: FaultProxy
  let token: Token
  let shop: EvmAddress
  const watchers: EvmWatcher[] = []

  beforeAll(async () => {
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
    token = await chain.deployToken()
    await chain.mine(10)
  })
  beforeEach(() => {
    shop = freshAddress()
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
    sink.facts.recipients = [...sink.recipients('local'), shop]
    const watcher = watchLocalChain({ endpoints: [proxy.url], tokens: [token], sink, ...setup })
    watchers.push(watcher)
    return watcher
  }
  const until = async (check: () => void | Promise<void>): Promise<void> => {
    await vi.waitFor(check, { timeout: 15_000, interval: 10 })
  }
  const readUpToHead = async (sink: MemoryChainSink): Promise<void> => {
    await until(async () => expect(sink.cursor('local')?.hash).toBe((await chain.head()).hash))
    expect(sink.violations).toEqual([])
  }
  const payShop = async (sink: MemoryChainSink): Promise<`0x${string}`> => {
    const hash = await chain.pay(token, shop, 5n)
    await chain.mine()
    await readUpToHead(sink)
    expect(sink.live()).toMatchObject([{ txHash: hash }])
    return await chain.rawTransaction(hash)
  }

  it('takes a payment back when its block is replaced, in the same step that brings the new blocks', async () => {
    const sink = createMemoryChainSink()
    watch(sink)
    await readUpToHead(sink)
    const before = sink.cursor('local')
    await payShop(sink)
    await chain.reorg(1)
    await readUpToHead(sink)
    expect(sink.live()).toEqual([])
    expect([...sink.payments.values()]).toMatchObject([{ isOrphaned: true }])
    expect(sink.steps.at(-1)).toMatchObject({
      rewoundTo: before,
      blocks: [{ number: (before?.number ?? 0) + 1 }],
    })
  })

  it('counts the payment again when it comes back in another block', async () => {
    const sink = createMemoryChainSink()
    watch(sink)
    await readUpToHead(sink)
    const raw = await payShop(sink)
    const lost = sink.live()[0]?.block.hash
    await chain.reorg(1)
    await readUpToHead(sink)
    await chain.resend(raw)
    await chain.mine()
    await readUpToHead(sink)
    expect(sink.live()).toHaveLength(1)
    expect(sink.live()[0]?.block.hash).not.toBe(lost)
    expect([...sink.payments.values()]).toMatchObject([{ isOrphaned: false, seenTimes: 2 }])
  })

  it('follows a reorganisation of many blocks back to where they part', async () => {
    const sink = createMemoryChainSink()
    watch(sink)
    await readUpToHead(sink)
    const base = sink.cursor('local')
    await payShop(sink)
    await chain.mine(39)
    await readUpToHead(sink)
    proxy.resetCounts()
    await chain.reorg(40)
    await readUpToHead(sink)
    expect(sink.live()).toEqual([])
    expect(sink.steps.find((step) => step.rewoundTo)?.rewoundTo).toEqual(base)
  })

  it('notices a reorganisation that only lowers the head', async () => {
    const sink = createMemoryChainSink()
    watch(sink)
    await readUpToHead(sink)
    await payShop(sink)
    await chain.mine(4)
    await readUpToHead(sink)
    await chain.rollBack(5)
    await chain.rpc('evm_increaseTime', [3])
    await chain.mine(2)
    await readUpToHead(sink)
    expect(sink.live()).toEqual([])
  })

  it('takes nothing back when a node is merely behind', async () => {
    const sink = createMemoryChainSink()
    const watcher = watch(sink)
    await readUpToHead(sink)
    proxy.resetCounts()
    proxy.setFault(staleHead())
    await until(() => expect(proxy.total()).toBeGreaterThan(0))
    const behind = proxy.total()
    const direct = watchLocalChain({ endpoints: [chain.url], tokens: [token], sink })
    watchers.push(direct)
    await payShop(sink)
    await direct.stop()
    await until(() => expect(proxy.total()).toBeGreaterThan(behind + 3))
    expect(sink.live()).toHaveLength(1)
    expect(sink.steps.every((step) => step.rewoundTo === undefined)).toBe(true)
    expect(watcher.sight()).toMatchObject({ state: 'live', readUpTo: { hash: sink.cursor('local')?.hash } })
  })

  it('notices on its start what was replaced while the till was down', async () => {
    const before = createMemoryChainSink()
    const watcher = watch(before)
    await readUpToHead(before)
    const raw = await payShop(before)
    await watcher.stop()
    await chain.reorg(1)
    await chain.mine(3)
    const sink = createMemoryChainSink(before)
    watch(sink)
    await readUpToHead(sink)
    expect(sink.live()).toEqual([])
    await chain.resend(raw)
    await chain.mine()
    await readUpToHead(sink)
    expect(sink.live()).toHaveLength(1)
  })

  it('stops deciding when every block it remembers is gone, says so loudly, and goes on when they are back', async () => {
    const head = await chain.head()
    const gone: BlockRef = {
      number: head.number - 1,
      hash: `0x${'ab'.repeat(32)}`,
      parentHash: `0x${'cd'.repeat(32)}`,
      timestamp: 1,
    }
    let stored = gone
    const sink = createMemoryChainSink({
      cursor: () => stored,
      window: () => [stored],
      recipients: () => [],
      payments: new Map(),
    })
    const log = recordingLog()
    const watcher = watch(sink, { log })
    await until(() =>
      expect(watcher.sight()).toMatchObject({
        state: 'silent',
        problem: expect.stringContaining('replaced every block of Local that this till remembers') as string,
      }),
    )
    expect(sink.steps).toEqual([])
    expect(log.lines.filter((line) => line.startsWith('error')).join()).toContain('counted as final')
    await watcher.stop()
    stored = (await chain.rpc('eth_getBlockByNumber', ['0x5', false]).then((block) => {
      const { hash, parentHash, timestamp } = block as Record<
        'hash' | 'parentHash' | 'timestamp',
        `0x${string}`
      >
      return { number: 5, hash, parentHash, timestamp: Number(timestamp) }
    })) satisfies BlockRef
    const healed = createMemoryChainSink({
      cursor: () => stored,
      window: () => [stored],
      recipients: () => [],
      payments: new Map(),
    })
    watch(healed)
    await readUpToHead(healed)
  })

  type Act = Readonly<{ do: 'mine' | 'pay' | 'reorg' | 'rollBack' | 'resend' | 'restart'; by: number }>
  const acts = fc.array(
    fc.record<Act>({
      do: fc.constantFrom('mine', 'pay', 'pay', 'reorg', 'rollBack', 'resend', 'restart'),
      by: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 4, maxLength: 14 },
  )

  it('holds what the chain holds, whatever the chain and the till go through', async () => {
    const truth = async (address: EvmAddress): Promise<readonly string[]> => {
      const topics = [
        '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
        null,
        `0x${address.slice(2).padStart(64, '0')}`,
      ]
      const logs = (await chain.rpc('eth_getLogs', [
        { fromBlock: '0x0', address: token.address, topics },
      ])) as { transactionHash: string; blockHash: string }[]
      return logs.map((log) => `${log.transactionHash} ${log.blockHash}`).toSorted()
    }
    const run = async (script: readonly Act[]): Promise<void> => {
      shop = freshAddress()
      await chain.mine(6)
      let sink = createMemoryChainSink()
      let watcher = watch(sink)
      await readUpToHead(sink)
      const sent: `0x${string}`[] = []
      for (const act of script) {
        if (act.do === 'mine') await chain.mine(act.by)
        if (act.do === 'reorg') await chain.reorg(act.by)
        if (act.do === 'rollBack') await chain.rollBack(act.by)
        if (act.do === 'resend' && sent[0]) await chain.resend(sent[0]).catch(() => undefined)
        if (act.do === 'pay') {
          const hash = await chain.pay(token, shop, BigInt(act.by))
          sent.unshift(await chain.rawTransaction(hash))
          await chain.mine()
        }
        if (act.do === 'restart') {
          await watcher.stop()
          const next = createMemoryChainSink(sink)
          expect(sink.violations).toEqual([])
          sink = next
          watcher = watch(sink)
        } else if (act.by % 2 === 0) watcher.wake()
      }
      // Blocks mined again within the same second are the same blocks: a chain that stays below what was read is one
      // whose node is behind, and a till rightly waits for it.
      const { number } = await chain.head()
      await chain.mine(Math.max(6, (sink.cursor('local')?.number ?? 0) - number + 1))
      await readUpToHead(sink)
      await watcher.stop()
      expect(
        sink
          .live()
          .map(({ txHash, block }) => `${txHash} ${block.hash}`)
          .toSorted(),
      ).toEqual(await truth(shop))
    }
    // The chain goes back at most 4 x 14 blocks, less than the 64 that are remembered before the first one read.
    await chain.mine(80)
    await fc.assert(fc.asyncProperty(acts, run), { numRuns: 12, endOnFailure: true })
  })
})
