import { encodeDeployData, encodeFunctionData, getAddress, type Abi, type Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../../../electron/chains/evm/watch-chain.ts'
import type {
  AuditBook,
  DeliveredTransfer,
  SeenTransfer,
  WitnessAnswer,
} from '../../../../electron/chains/port.ts'
import artifacts from '../../../../resources/contracts/artifacts.json' with { type: 'json' }
import type { Hash, Token } from '../../../../shared/domain/tokens/token.ts'
import {
  altered,
  both,
  drop,
  emptyLogs,
  startFaultProxy,
  type Fault,
  type FaultProxy,
} from '../../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'
import { createMemoryChainSink, type MemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { recordingLog, watchLocalChain, type WatchSetup } from '../../../fixtures/watched-chain.ts'

const shop = receiveAddress(1)
const quiet = { secondLookMs: 3_600_000, sweepMs: 3_600_000, auditMs: 200 }
const noBloom: Fault = altered(['eth_getBlockByNumber'], (block) =>
  block === null ? null : { ...(block as object), logsBloom: `0x${'0'.repeat(512)}` },
)

/** A book in memory that holds what a sink was given. */
function createBook(sink: MemoryChainSink) {
  const denied: (readonly [DeliveredTransfer, WitnessAnswer])[] = []
  const wiped: SeenTransfer[] = []
  const doneAt: number[] = []
  const book: AuditBook = {
    upTo: () => doneAt.at(-1),
    held: (_chain, fromBlock, toBlock) =>
      sink
        .live()
        .filter(({ block }) => block.number >= fromBlock && block.number <= toBlock)
        .map(({ block, ...seen }) => ({ ...seen, blockHash: block.hash, blockNumber: block.number })),
    done: (_chain, upTo) => doneAt.push(upTo),
    contradicted: (_chain, transfer, answer) => denied.push([transfer, answer]),
    wiped: (_chain, transfers) => wiped.push(...transfers),
  }
  return { book, denied, wiped, doneAt }
}

describe('createAudit', () => {
  let chain: LocalChain
  let token: Token
  let first: FaultProxy
  let second: FaultProxy
  let sink: MemoryChainSink
  let kept: ReturnType<typeof createBook>
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
    kept = createBook(sink)
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

  const watch = async (
    proxies: readonly FaultProxy[],
    setup: Partial<WatchSetup> = {},
  ): Promise<EvmWatcher> => {
    await chain.mine()
    const started = watchLocalChain({
      endpoints: proxies.map((proxy) => proxy.url),
      tokens: [token],
      sink: { ...sink, audit: kept.book },
      chain: { finality: { tag: false, depth: 2 } },
      policy: quiet,
      ...setup,
    })
    watcher = started
    await until(() => expect(started.sight().state).toBe('live'))
    await until(() => expect(started.endpoints().at(-1)?.latencyMs).toBeDefined())
    return started
  }
  const until = async (check: () => void): Promise<void> => {
    await vi.waitFor(check, { timeout: 15_000, interval: 20 })
  }
  const payAndBury = async (amount: bigint): Promise<number> => {
    await chain.pay(token, shop, amount)
    await chain.mine()
    const { number } = await chain.head()
    await chain.mine(3)
    return number
  }

  it('begins where the loop begins, follows what is final through the other endpoint, and says so', async () => {
    const began = (await chain.head()).number + 1
    const started = await watch([first, second])
    const paidAt = await payAndBury(1n)
    await until(() => expect(kept.doneAt.at(-1)).toBeGreaterThanOrEqual(paidAt))
    expect(kept.doneAt[0]).toBe(began)
    expect(kept.doneAt.at(-1)).toBeLessThanOrEqual((await chain.head()).number - 2)
    expect(started.report().audit).toMatchObject({
      source: new URL(second.url).host,
      independent: true,
      found: 0,
      contradicted: 0,
    })
    expect(started.endpoints()[1]?.roles).toContain('audit')
    expect([kept.denied, kept.wiped]).toEqual([[], []])
  })

  it('finds what the endpoint in use hid from its blooms and from its logs', async () => {
    const started = await watch([first, second])
    first.setFault(both(noBloom, emptyLogs))
    await payAndBury(2n)
    await until(() => expect(sink.live().map((seen) => seen.amountMinor)).toEqual([2n]))
    await until(() => expect(started.report().audit).toMatchObject({ found: 1, contradicted: 0 }))
    expect(sink.steps.find((step) => step.transfers.length > 0)).toMatchObject({
      blocks: [],
      source: new URL(second.url).host,
    })
  })

  it('denies a transfer that the endpoint in use invented', async () => {
    await watch([first, second])
    const invented: Hash = `0x${'ee'.repeat(32)}`
    first.setFault(
      altered(['eth_getLogs'], (logs) =>
        (logs as Record<string, unknown>[]).flatMap((log) => [
          log,
          { ...log, transactionHash: invented, logIndex: '0x9' },
        ]),
      ),
    )
    await payAndBury(3n)
    await until(() => expect(kept.denied).toHaveLength(1))
    expect(kept.denied[0]).toMatchObject([
      { txHash: invented, logIndex: 9, amountMinor: 3n, to: shop },
      { source: new URL(second.url).host, says: 'missing' },
    ])
    await until(() => expect(watcher?.report().audit).toMatchObject({ found: 0, contradicted: 1 }))
  })

  it('does not take an auditor with a lagging log index for one that denies', async () => {
    const log = recordingLog()
    await watch([first, second], { log })
    const paidAt = await payAndBury(4n)
    second.setFault(emptyLogs)
    await until(() => expect(kept.doneAt.at(-1)).toBeGreaterThanOrEqual(paidAt))
    expect(kept.denied).toEqual([])
    expect(log.lines.join()).toContain('left a transfer out of its logs')
  })

  it('compares nothing with a node on another network of blocks', async () => {
    const fork = await startLocalChain({ forkOf: chain.url })
    try {
      const log = recordingLog()
      await watch([first, second], { log })
      const before = kept.doneAt.at(-1)
      second.retarget(fork.url)
      await fork.mine(8)
      await payAndBury(5n)
      await until(() => expect(log.lines.join()).toContain('Two endpoints call different blocks final'))
      expect(kept.doneAt.at(-1)).toBe(before)
      expect(kept.denied).toEqual([])
    } finally {
      await watcher?.stop()
      await fork.stop()
    }
  })

  it('audits with the only endpoint itself, and does not call that independent', async () => {
    const started = await watch([first])
    first.setFault(both(noBloom, emptyLogs))
    await chain.pay(token, shop, 6n)
    await chain.mine()
    const paidAt = (await chain.head()).number
    // Not final yet: an audit under the same fault would be told the same.
    await until(() => expect(sink.cursor('local')?.number).toBe(paidAt))
    first.setFault()
    await chain.mine(3)
    await until(() => expect(sink.live().map((seen) => seen.amountMinor)).toEqual([6n]))
    expect(started.report().audit).toMatchObject({ independent: false, source: new URL(first.url).host })
  })

  it('goes on after a restart where the book ends, within the bounds of a run', async () => {
    await watch([first, second])
    await watcher?.stop()
    const began = kept.doneAt.at(-1) ?? 0
    await chain.mine(20)
    await watch([first, second], {
      policy: { ...quiet, rangeBlocksFirst: 3, rangeBlocksMax: 3, lookPiecesMax: 2 },
    })
    await until(() => expect(kept.doneAt.at(-1)).toBeGreaterThanOrEqual(began + 18))
    const steps = kept.doneAt.map((upTo, index) => upTo - (kept.doneAt[index - 1] ?? upTo))
    expect(Math.max(...steps)).toBe(6)
  })

  it('waits while the auditor does not answer', async () => {
    const started = await watch([first, second])
    second.setFault(drop)
    const paidAt = await payAndBury(7n)
    await until(() => expect(started.endpoints()[1]).toMatchObject({ state: 'failing', breaker: 'open' }))
    await until(() => expect(sink.live()).toHaveLength(1))
    expect(kept.doneAt.at(-1)).toBeLessThan(paidAt)
    second.setFault()
    await until(() => expect(kept.doneAt.at(-1)).toBeGreaterThanOrEqual(paidAt))
    expect(started.report().audit?.independent).toBe(true)
  })

  it('tells of money that an issuer wiped from our address', async () => {
    const { PracticePaxosToken } = artifacts.contracts
    // The artifact is JSON, whose types TypeScript widens.
    const abi = PracticePaxosToken.abi as Abi
    const from = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
    const send = async (fields: Readonly<{ to?: Hash; data: Hex }>): Promise<Hash> => {
      const hash = (await chain.rpc('eth_sendTransaction', [{ from, gas: '0x5b8d80', ...fields }])) as Hash
      await chain.mine()
      return hash
    }
    const data = encodeDeployData({
      abi,
      bytecode: PracticePaxosToken.bytecode as Hex,
      args: ['PayPal USD', 'PYUSD', 6],
    })
    const receipt = (await chain.rpc('eth_getTransactionReceipt', [await send({ data })])) as {
      contractAddress: Hex
    }
    const paxos: Token = {
      ...token,
      currency: 'PYUSD.local',
      symbol: 'PYUSD',
      address: getAddress(receipt.contractAddress),
    }
    await watch([first, second], { tokens: [token, paxos] })
    const call = async (functionName: string, args: readonly unknown[]): Promise<Hash> =>
      await send({ to: paxos.address, data: encodeFunctionData({ abi, functionName, args }) })
    await call('mint', [shop, 900n])
    await call('freeze', [shop])
    const wipe = await call('wipeFrozenAddress', [shop])
    await chain.mine(3)
    await until(() => expect(kept.wiped).toHaveLength(1))
    expect(kept.wiped[0]).toMatchObject({ txHash: wipe, from: shop, token: paxos.address, amountMinor: 900n })
    expect(sink.live().map((seen) => seen.amountMinor)).toEqual([900n])
  })
})
