import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { EvmWatcher } from '../../electron/chains/evm/watch-chain.ts'
import { openLedger } from '../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../electron/ledger/port.ts'
import { systemClock } from '../../electron/platform/clock.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import { silentLog } from '../../electron/platform/log.ts'
import { openTerminalHealth, type TerminalHealth } from '../../electron/terminal-health.ts'
import type { TerminalPaxos } from '../../electron/terminal-paxos.ts'
import type { healthView } from '../../shared/contract/system.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import { drop, startFaultProxy, tooManyRequests, type FaultProxy } from '../fixtures/fault-proxy.ts'
import { startLocalChain, type LocalChain } from '../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../fixtures/memory-chain-sink.ts'
import { localChain, watchLocalChain } from '../fixtures/watched-chain.ts'

type View = z.infer<typeof healthView>

const rule = (sources: 1 | 2, key = localChain.key): ReleaseRule => ({
  chain: key,
  require: { kind: 'depth', blocks: 1 },
  minSeconds: 0,
  sources,
})

describe('openTerminalHealth', () => {
  let folder: string
  let ledger: Ledger
  let chain: LocalChain
  let proxy: FaultProxy
  let health: TerminalHealth
  let watchers: EvmWatcher[]
  let rules: ReleaseRule[]
  let backend: ReturnType<TerminalPaxos['sight']>

  beforeAll(async () => {
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
    folder = mkdtempSync(join(tmpdir(), 'stablepoint-health-'))
    ledger = openLedger({
      directory: folder,
      environment: 'practice',
      product: 'test',
      clock: systemClock,
      ids: randomIds,
      log: silentLog,
    })
  })
  beforeEach(() => {
    watchers = []
    rules = []
    backend = undefined
    health = openTerminalHealth({
      ledger,
      clock: systemClock,
      watchers: () => watchers,
      releaseRules: () => rules,
      backend: () => backend,
    })
  })
  afterEach(async () => {
    health.stop()
    await Promise.all(watchers.map((watcher) => watcher.stop()))
    proxy.setFault()
  })
  afterAll(async () => {
    ledger.close()
    rmSync(folder, { recursive: true, force: true })
    await proxy.stop()
    await chain.stop()
  })

  /** Watches with pauses so long that nothing is asked a second time by itself. */
  const watch = (endpoints: readonly string[] = [proxy.url]): EvmWatcher => {
    const watcher = watchLocalChain({
      endpoints,
      tokens: [],
      sink: createMemoryChainSink(),
      policy: { backoffFirstMs: 300_000, backoffMaxMs: 300_000 },
    })
    watchers.push(watcher)
    return watcher
  }
  const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 20 })
  const look = async (): Promise<View> => {
    health.changed()
    const following = health.follow(undefined)
    await following.next()
    const { value } = await following.next()
    await following.return()
    if (!value) throw new Error('Health ended')
    return value
  }

  it('asks a network that is left alone as soon as somebody wants it', async () => {
    proxy.setFault(drop)
    const watcher = watch()
    await until(() => expect(watcher.endpoints()[0]).toMatchObject({ breaker: 'open', state: 'failing' }))
    proxy.setFault()
    proxy.resetCounts()
    expect(health.askNow()).toEqual({ networks: 1, leftAlone: [] })
    await until(() => expect(watcher.sight().state).toBe('live'))
    expect(watcher.endpoints()[0]).toMatchObject({ breaker: 'closed', state: 'inUse', errors: 1 })
    expect(proxy.total()).toBeGreaterThan(0)
  })

  it('leaves alone what asked for it, and says until when', async () => {
    proxy.setFault(tooManyRequests(120))
    const watcher = watch()
    await until(() => expect(watcher.endpoints()[0]?.breaker).toBe('open'))
    const asked = health.askNow()
    expect(asked).toMatchObject({
      networks: 1,
      leftAlone: [{ chain: 'local', host: new URL(proxy.url).host }],
    })
    expect((asked.leftAlone[0]?.until ?? 0) - Date.now()).toBeGreaterThan(60_000)
    expect(watcher.endpoints()[0]?.breaker).toBe('open')
  })

  it('tells who follows that a network was asked', async () => {
    const watcher = watch()
    await until(() => expect(watcher.sight().state).toBe('live'))
    const following = health.follow(undefined)
    await following.next()
    health.askNow()
    const { value } = await following.next()
    expect(value?.chains[0]).toMatchObject({ chain: 'local', state: 'live' })
    await following.return()
  })

  it('says since when a network is in its state, and why it is silent', async () => {
    const watcher = watch()
    await until(() => expect(watcher.sight().state).toBe('live'))
    const live = (await look()).chains[0]
    const again = (await look()).chains[0]
    expect(again).toMatchObject({ state: 'live', stateSince: live?.stateSince })
    expect(again).not.toHaveProperty('problem')
    proxy.setFault(drop)
    await until(() => expect(watcher.sight().state).toBe('silent'))
    const silent = (await look()).chains[0]
    expect(silent?.state).toBe('silent')
    expect(silent?.problem).toMatch(/broke the connection off/)
    expect(silent?.stateSince).toBeGreaterThan(live?.stateSince ?? 0)
  })

  it('says how the settlement account stands, with the addresses of all its pools, and nothing without one', async () => {
    expect(await look()).not.toHaveProperty('backend')
    const problem = { code: 'backend.unavailable', text: 'The server did not answer.' } as const
    backend = {
      backend: 'paxos',
      name: 'Paxos',
      state: 'silent',
      heardAt: 1_000,
      problem,
      pools: [
        { network: 'ETHEREUM', free: 12, isLow: false },
        { network: 'SOLANA', free: 2, isLow: true },
      ],
    }
    const standing = { name: 'Paxos', state: 'silent', heardAt: 1_000, problem }
    expect((await look()).backend).toEqual({ ...standing, addressesReady: 14, isLow: true })
  })

  it('says how many sources the strictest rule wants, and how many operators there are', async () => {
    watch([proxy.url, 'http://10.0.0.1:9/a', 'http://10.0.0.1:10/b'])
    rules = [rule(1), rule(2, 'elsewhere')]
    expect((await look()).chains[0]).toMatchObject({ sourcesWanted: 1, operators: 2 })
    rules = [rule(1), rule(2)]
    expect((await look()).chains[0]).toMatchObject({ sourcesWanted: 2 })
  })
})
