import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findAnvilBinary } from '../../../../electron/practice/chain/anvil-binary.ts'
import { writeRecord } from '../../../../electron/practice/chain/anvil-record.ts'
import { rpcUrlOf, startAnvil } from '../../../../electron/practice/chain/anvil.ts'
import { callRpc } from '../../../../electron/practice/chain/json-rpc.ts'
import {
  keepChain,
  type KeptChain,
  type KeptChainOptions,
} from '../../../../electron/practice/chain/kept-chain.ts'
import { practiceMnemonic } from '../../../../electron/practice/chain/practice-accounts.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import { isAlive } from './is-alive.ts'

const chainId = 31_337_001
/** Announces one log with 255 in it while it is created, and leaves no code. */
const loggingCode = '0x60ff60005260206000a060006000f3'
/** A chain that never mines by itself. */
const still = 100_000

let folder: string
let running: KeptChain[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-chain-'))
  running = []
})

afterEach(async () => {
  await Promise.all(running.map((chain) => chain.stop()))
  rmSync(folder, { recursive: true, force: true })
})

async function keep(change: Partial<KeptChainOptions> = {}): Promise<KeptChain> {
  const chain = await keepChain({
    folder,
    binary: findAnvilBinary(),
    mnemonic: practiceMnemonic,
    chainId,
    blockSeconds: still,
    limits: {
      snapshotSeconds: 30,
      blocksPerRun: 3_600,
      historicalStates: 16,
      past: { blocks: 1_024, transactions: 100 },
    },
    log: silentLog,
    ...change,
  })
  running.push(chain)
  return chain
}

async function end(chain: KeptChain): Promise<void> {
  running = running.filter((each) => each !== chain)
  await chain.stop()
}

async function ask<T>(chain: KeptChain, method: string, ...params: readonly unknown[]): Promise<T> {
  // The shape of the node's answer is what the test is about.
  return (await callRpc(rpcUrlOf(chain.port), method, params)) as T
}

type Block = { number: string; hash: string; parentHash: string; timestamp: string }
type Receipt = { blockHash: string; blockNumber: string; logs: readonly unknown[] }

const head = (chain: KeptChain): Promise<Block> => ask<Block>(chain, 'eth_getBlockByNumber', 'latest', false)

/** Sends a transaction that leaves a log; it waits for a block. */
async function announce(chain: KeptChain): Promise<string> {
  const [from] = await ask<string[]>(chain, 'eth_accounts')
  return await ask<string>(chain, 'eth_sendTransaction', { from, data: loggingCode, gas: '0x30d40' })
}

async function announceAndMine(chain: KeptChain): Promise<Receipt> {
  const hash = await announce(chain)
  await ask(chain, 'evm_mine')
  return await ask<Receipt>(chain, 'eth_getTransactionReceipt', hash)
}

describe('keepChain', () => {
  it('mines a block every period without being asked', async () => {
    const chain = await keep({ blockSeconds: 0.02 })
    const before = Number((await head(chain)).number)
    await vi.waitFor(
      async () => expect(Number((await head(chain)).number)).toBeGreaterThan(before + 3),
      5_000,
    )
  })

  it('goes on after a stop with the same blocks, receipts and logs, at the same address', async () => {
    const first = await keep()
    expect(first.history).toBe('new')
    const receipt = await announceAndMine(first)
    await ask(first, 'anvil_mine', '0x5')
    const before = await head(first)
    await end(first)

    const second = await keep()
    expect(second.history).toBe('kept')
    expect(second.port).toBe(first.port)
    expect(await head(second)).toEqual(before)
    const logs = await ask<readonly { blockHash: string }[]>(second, 'eth_getLogs', {
      blockHash: receipt.blockHash,
    })
    expect(logs).toHaveLength(1)
    expect(logs).toEqual(await ask(second, 'eth_getLogs', { fromBlock: '0x0', toBlock: 'latest' }))
    const block = await ask<Block>(second, 'eth_getBlockByHash', receipt.blockHash, false)
    expect(block.number).toBe(receipt.blockNumber)
    await ask(second, 'evm_mine')
    const next = await head(second)
    expect(next.parentHash).toBe(before.hash)
    expect(Number(next.timestamp)).toBeGreaterThanOrEqual(Number(before.timestamp))
  })

  it('leaves its state and its address behind, and nothing else', async () => {
    const chain = await keep()
    await ask(chain, 'anvil_mine', '0x4')
    await ask(chain, 'anvil_reorg', 1, [])
    await end(chain)
    expect(readdirSync(folder).toSorted()).toEqual(['anvil.json', 'state.json.gz'])
  })

  it('mines what waits before it ends: an accepted payment is never lost', async () => {
    const first = await keep()
    const hash = await announce(first)
    await end(first)
    const second = await keep()
    const receipt = await ask<Receipt>(second, 'eth_getTransactionReceipt', hash)
    expect(receipt.logs).toHaveLength(1)
  })

  it('can still reorganise blocks from before a stop', async () => {
    const first = await keep()
    await ask(first, 'anvil_mine', '0x5')
    const receipt = await announceAndMine(first)
    await ask(first, 'anvil_mine', '0x2')
    await end(first)

    const second = await keep()
    const before = await head(second)
    await ask(second, 'anvil_reorg', 3, [])
    const after = await head(second)
    expect(after.number).toBe(before.number)
    expect(after.hash).not.toBe(before.hash)
    expect(await ask(second, 'eth_getLogs', { fromBlock: '0x0', toBlock: 'latest' })).toEqual([])
    expect(await ask(second, 'eth_getBlockByHash', receipt.blockHash, false)).toBeNull()
  })

  it('restarts anvil with less once it holds too many blocks, and keeps every payment', async () => {
    const chain = await keep({
      blockSeconds: 0.02,
      limits: {
        snapshotSeconds: 0,
        blocksPerRun: 50,
        historicalStates: 4,
        past: { blocks: 10, transactions: 100 },
      },
    })
    const receipt = await announceAndMine(chain)
    const firstPid = chain.pid()
    await ask(chain, 'anvil_mine', '0x64')
    await vi.waitFor(() => expect(chain.pid()).not.toBe(firstPid), 10_000)
    const grown = await vi.waitFor(() => head(chain), 10_000)
    expect(Number(grown.number)).toBeGreaterThan(100)
    expect(await ask(chain, 'eth_getBlockByNumber', '0x14', false)).toBeNull()
    const logs = await ask<readonly unknown[]>(chain, 'eth_getLogs', { blockHash: receipt.blockHash })
    expect(logs).toHaveLength(1)
    expect(isAlive(firstPid)).toBe(false)
  })

  it('brings a chain whose process died back to its last snapshot', async () => {
    const chain = await keep({
      blockSeconds: 0.02,
      limits: {
        snapshotSeconds: 0,
        blocksPerRun: 3_600,
        historicalStates: 4,
        past: { blocks: 100, transactions: 9 },
      },
    })
    const receipt = await announceAndMine(chain)
    const saved = Number((await head(chain)).number) + 2
    await vi.waitFor(async () => expect(Number((await head(chain)).number)).toBeGreaterThan(saved), 5_000)
    const firstPid = chain.pid()
    process.kill(firstPid, 'SIGKILL')
    await vi.waitFor(() => expect(chain.pid()).not.toBe(firstPid), 10_000)
    const logs = await ask<readonly unknown[]>(chain, 'eth_getLogs', { blockHash: receipt.blockHash })
    expect(logs).toHaveLength(1)
  })

  it('begins anew, and says so, when the saved state cannot be loaded', async () => {
    const path = join(folder, 'state.json.gz')
    writeFileSync(path, 'not a state')
    const chain = await keep()
    expect(chain.history).toBe('lost')
    expect(Number((await head(chain)).number)).toBe(0)
    expect(existsSync(join(folder, 'state-unreadable.json.gz'))).toBe(true)
  })

  it('moves to another port when a stranger has taken its own', async () => {
    const first = await keep()
    await ask(first, 'anvil_mine', '0x3')
    const before = await head(first)
    await end(first)
    const stranger = await startAnvil({
      binary: findAnvilBinary(),
      port: first.port,
      chainId: 1,
      mnemonic: practiceMnemonic,
      historicalStates: 1,
    })
    try {
      const second = await keep()
      expect(second.port).not.toBe(first.port)
      expect(second.history).toBe('kept')
      expect((await head(second)).hash).toBe(before.hash)
      expect(stranger.hasExited()).toBe(false)
    } finally {
      await stranger.kill()
    }
  })

  it('saves and ends a chain whose keeper was killed, and goes on from there', async () => {
    const orphan = await startAnvil({
      binary: findAnvilBinary(),
      port: 0,
      chainId,
      mnemonic: practiceMnemonic,
      historicalStates: 4,
    })
    writeRecord(folder, { port: orphan.port, pid: orphan.pid })
    await callRpc(orphan.rpcUrl, 'anvil_mine', ['0x7'])
    const before = await callRpc(orphan.rpcUrl, 'eth_getBlockByNumber', ['latest', false])
    const chain = await keep()
    expect(orphan.hasExited()).toBe(true)
    expect(await head(chain)).toEqual(before)
  })

  it('stays small: 10,000 empty blocks leave a state of well under a megabyte', async () => {
    const first = await keep()
    await announceAndMine(first)
    await ask(first, 'anvil_mine', '0x2710')
    await end(first)
    const second = await keep()
    expect(Number((await head(second)).number)).toBe(10_001)
    await end(second)
    expect(statSync(join(folder, 'state.json.gz')).size).toBeLessThan(1_000_000)
  })
})
