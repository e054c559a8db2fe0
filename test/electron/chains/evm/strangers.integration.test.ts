import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { SeenTransfer } from '../../../../electron/chains/port.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain } from '../../../fixtures/watched-chain.ts'

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

  const watch = (sink: MemoryChainSink, tokens: readonly Token[]): void => {
    watchers.push(watchLocalChain({ endpoints: [chain.url], tokens, sink }))
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
