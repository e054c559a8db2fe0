import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog, type Log } from '../../../../electron/platform/log.ts'
import { findAnvilBinary } from '../../../../electron/practice/chain/anvil-binary.ts'
import { findRecord } from '../../../../electron/practice/chain/anvil-record.ts'
import { rpcUrlOf } from '../../../../electron/practice/chain/anvil.ts'
import { callRpc } from '../../../../electron/practice/chain/json-rpc.ts'
import { tryLock } from '../../../../electron/practice/chain/keeper-lock.ts'
import type { KeeperConfig } from '../../../../electron/practice/chain/keeper-protocol.ts'
import { practiceMnemonic } from '../../../../electron/practice/chain/practice-accounts.ts'
import { openPracticeChains } from '../../../../electron/practice/chain/practice-chain.ts'
import { startKeeper, type Keeper } from '../../../../electron/practice/chain/start-keeper.ts'
import { isPosError } from '../../../../shared/errors/pos-error.ts'
import { isAlive } from './is-alive.ts'

let directory: string
let keepers: Keeper[]
let tills: ChildProcess[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keeper-'))
  keepers = []
  tills = []
})

afterEach(async () => {
  for (const till of tills) till.kill('SIGKILL')
  await Promise.all(keepers.map((keeper) => keeper.stop()))
  await vi.waitFor(() => expect(freeLock()).toBe(true), 20_000)
  rmSync(directory, { recursive: true, force: true })
})

function configure(change: Partial<KeeperConfig> = {}): KeeperConfig {
  return {
    directory,
    binary: findAnvilBinary(),
    mnemonic: practiceMnemonic,
    lockWaitMs: 10_000,
    limits: {
      snapshotSeconds: 30,
      blocksPerRun: 3_600,
      historicalStates: 8,
      past: { blocks: 100, transactions: 100 },
    },
    chains: [
      { key: 'one', chainId: 31_337_001, blockSeconds: 1_000 },
      { key: 'two', chainId: 31_337_002, blockSeconds: 1_000 },
    ],
    ...change,
  }
}

async function start(change: Partial<KeeperConfig> = {}, log: Log = silentLog): Promise<Keeper> {
  const keeper = await startKeeper(configure(change), log)
  keepers.push(keeper)
  return keeper
}

/** True when no keeper lives: it holds the lock for as long as it does. */
function freeLock(): boolean {
  const release = tryLock(join(directory, 'keeper.lock'))
  release?.()
  return release !== undefined
}

function pidOf(key: string): number {
  const pid = findRecord(join(directory, key))?.pid
  if (pid === undefined) throw new Error(`Nothing serves ${key}.`)
  return pid
}

const ask = (port: number, method: string, ...params: readonly unknown[]): Promise<unknown> =>
  callRpc(rpcUrlOf(port), method, params)

const portOf = (keeper: Keeper, key: string): number =>
  keeper.chains.find((each) => each.key === key)?.port ?? 0

describe('startKeeper', () => {
  it('serves every chain, and leaves no process and no port behind when it stops', async () => {
    const keeper = await start()
    const pids = ['one', 'two'].map(pidOf)
    expect(keeper.chains.map(({ key, history }) => [key, history])).toEqual([
      ['one', 'new'],
      ['two', 'new'],
    ])
    expect(Number(await ask(portOf(keeper, 'two'), 'eth_chainId'))).toBe(31_337_002)
    await keeper.stop()
    expect([...pids, keeper.pid].map(isAlive)).toEqual([false, false, false])
    for (const { port } of keeper.chains)
      await expect(ask(port, 'eth_chainId')).rejects.toThrow('did not answer')
  })

  it('refuses chains that another till keeps', async () => {
    const first = await start()
    await expect(start({ lockWaitMs: 50 })).rejects.toThrow(
      expect.toSatisfy((error) => isPosError(error, 'practice.chainInUse')),
    )
    expect(Number(await ask(portOf(first, 'one'), 'eth_chainId'))).toBe(31_337_001)
  })

  it('says what is wrong when a chain cannot start, and leaves no other behind', async () => {
    await expect(start({ binary: join(directory, 'missing') })).rejects.toThrow(
      expect.toSatisfy((error) => isPosError(error, 'practice.chainUnavailable')),
    )
    expect(freeLock()).toBe(true)
  })

  it('tells when the keeper was killed, and the next one loses nothing of its chains', async () => {
    const error = vi.fn<Log['error']>()
    const first = await start({}, { ...silentLog, error })
    const orphans = ['one', 'two'].map(pidOf)
    await ask(portOf(first, 'one'), 'anvil_mine', '0x9')
    const before = await ask(portOf(first, 'one'), 'eth_getBlockByNumber', 'latest', false)
    process.kill(first.pid, 'SIGKILL')
    await vi.waitFor(() => expect(error).toHaveBeenCalledOnce(), 5_000)
    expect(orphans.map(isAlive)).toEqual([true, true])

    const second = await start()
    expect(orphans.map(isAlive)).toEqual([false, false])
    expect(portOf(second, 'one')).toBe(portOf(first, 'one'))
    expect(await ask(portOf(second, 'one'), 'eth_getBlockByNumber', 'latest', false)).toEqual(before)
  })
})

// Process groups are a matter of POSIX; elsewhere there is no such signal to survive.
describe.skipIf(process.platform === 'win32')('a till that is killed', () => {
  it('leaves no chain behind, and what it paid is found when it starts again', async () => {
    const script = fileURLToPath(new URL('till-process.ts', import.meta.url))
    const till = spawn(process.execPath, [script, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    tills.push(till)
    const [line] = await once(createInterface({ input: till.stdout }), 'line')
    const payments: readonly { key: string; txHash: string }[] = JSON.parse(String(line))
    const orphans = ['fast', 'slow'].map(pidOf)
    if (till.pid === undefined) throw new Error('The till runs.')
    process.kill(-till.pid, 'SIGKILL')

    const { chains, stop } = await openPracticeChains({ directory, log: silentLog })
    try {
      expect(orphans.map(isAlive)).toEqual([false, false])
      expect(chains.map(({ key, history }) => [key, history])).toEqual([
        ['fast', 'kept'],
        ['slow', 'kept'],
      ])
      for (const { key, txHash } of payments) {
        const url = chains.find((each) => each.key === key)?.rpcUrl ?? ''
        expect(await callRpc(url, 'eth_getTransactionReceipt', [txHash])).toMatchObject({ status: '0x1' })
      }
    } finally {
      await stop()
    }
    expect(freeLock()).toBe(true)
  })
})
