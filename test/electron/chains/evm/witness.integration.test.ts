import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type { DeliveredTransfer } from '../../../../electron/chains/port.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import {
  altered,
  both,
  drop,
  emptyLogs,
  only,
  startFaultProxy,
  truncate,
  type Fault,
  type FaultProxy,
} from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { watchLocalChain } from '../../../fixtures/watched-chain.ts'

const shop = receiveAddress(1)
const noReceipts: Fault = only(
  ['eth_getTransactionReceipt'],
  async () => await Promise.resolve({ result: null }),
)
const amountOf = (minor: bigint): Fault =>
  altered(['eth_getLogs'], (logs) =>
    (logs as Record<string, unknown>[]).map((log) => ({
      ...log,
      data: `0x${minor.toString(16).padStart(64, '0')}`,
    })),
  )

describe('witness', () => {
  let chain: LocalChain
  let token: Token
  let first: FaultProxy
  let second: FaultProxy
  let sink: MemoryChainSink
  let watcher: EvmWatcher | undefined

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
    await watcher?.stop()
    first.setFault()
    second.setFault()
    second.retarget(chain.url)
  })
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()])
    await chain.stop()
  })

  const deliver = async (
    endpoints: readonly string[],
  ): Promise<Readonly<{ watcher: EvmWatcher; transfer: DeliveredTransfer; source: string }>> => {
    await chain.mine()
    const started = watchLocalChain({ endpoints, tokens: [token], sink })
    watcher = started
    await vi.waitFor(() => expect(started.sight().state).toBe('live'), 10_000)
    await chain.pay(token, shop, 70n)
    await chain.mine()
    await vi.waitFor(() => expect(sink.live()).toHaveLength(1), 10_000)
    const [seen] = sink.live()
    const source = sink.steps.findLast((step) => step.transfers.length > 0)?.source
    if (!seen || source === undefined) throw new Error('A transfer was delivered.')
    const { txHash, logIndex, from, to, amountMinor, block } = seen
    const transfer = { txHash, logIndex, from, to, amountMinor, token: seen.token }
    return {
      watcher: started,
      source,
      transfer: { ...transfer, blockHash: block.hash, blockNumber: block.number },
    }
  }

  const answers: readonly (readonly [string, Fault | undefined, 'same' | 'missing' | 'different'])[] = [
    ['holds the log', undefined, 'same'],
    ['holds it, though its index of logs lags', emptyLogs, 'same'],
    ['holds neither log nor receipt', both(emptyLogs, noReceipts), 'missing'],
    ['holds another amount in its place', amountOf(7n), 'different'],
  ]
  it.each(answers)('asks the other endpoint, which %s', async (_name, fault, says) => {
    const delivered = await deliver([first.url, second.url])
    second.setFault(fault)
    first.resetCounts()
    expect(await delivered.watcher.witness(delivered.transfer, delivered.source)).toEqual({
      source: new URL(second.url).host,
      says,
    })
    expect(first.counts()['eth_getLogs'] ?? 0).toBe(0)
    expect(delivered.watcher.endpoints()[1]?.roles).toContain('secondOpinion')
  })

  it.each([
    ['drops the question', drop],
    ['cuts its answer off', truncate],
    ['answers with a log that nobody asked for', altered(['eth_getLogs'], () => [{ topics: [] }])],
  ])('has no answer while the other %s, and counts it against it', async (_name, fault) => {
    const delivered = await deliver([first.url, second.url])
    const before = delivered.watcher.endpoints()[1]?.errors ?? 0
    second.setFault(fault)
    expect(await delivered.watcher.witness(delivered.transfer, delivered.source)).toBeUndefined()
    expect(delivered.watcher.endpoints()[1]?.errors).toBe(before + 1)
    expect(delivered.watcher.endpoints()[1]?.lastError?.problem).not.toBe('')
  })

  it('has no answer from a node that is merely behind, and "different" from one on a fork', async () => {
    const fork = await startLocalChain({ forkOf: chain.url })
    try {
      const delivered = await deliver([first.url, second.url])
      const before = (await chain.head()).number
      second.retarget(fork.url)
      const head = (await fork.head()).number
      expect(head).toBeLessThan(before)
      expect(await delivered.watcher.witness(delivered.transfer, delivered.source)).toBeUndefined()
      await fork.mine(before - head + 1)
      expect(await delivered.watcher.witness(delivered.transfer, delivered.source)).toMatchObject({
        says: 'different',
      })
    } finally {
      await watcher?.stop()
      await fork.stop()
    }
  })

  it('has nobody to ask where the only endpoint delivered it', async () => {
    const delivered = await deliver([first.url])
    first.resetCounts()
    expect(await delivered.watcher.witness(delivered.transfer, delivered.source)).toBeUndefined()
    expect(first.counts()['eth_getLogs'] ?? 0).toBe(0)
  })
})
