import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvmWatcher } from '../../electron/chains/evm/watch-chain.ts'
import type { Ledger } from '../../electron/ledger/port.ts'
import { openLedger } from '../../electron/ledger/open-ledger.ts'
import { silentLog } from '../../electron/platform/log.ts'
import { openTerminalLimits } from '../../electron/terminal-limits.ts'
import { rangeLimit, startFaultProxy, type FaultProxy } from '../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../fixtures/memory-chain-sink.ts'
import { localChain, watchLocalChain } from '../fixtures/watched-chain.ts'

describe('openTerminalLimits', () => {
  let folder: string
  let ledger: Ledger
  let chain: LocalChain
  let proxy: FaultProxy
  let watcher: EvmWatcher | undefined

  const open = (): void => {
    let made = 0
    ledger = openLedger({
      directory: folder,
      environment: 'practice',
      product: 'test',
      clock: { now: Date.now },
      ids: { next: (prefix) => `${prefix}_${process.hrtime.bigint()}_${(made += 1)}`, secret: () => 'test' },
      log: silentLog,
    })
  }
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stablepoint-limits-'))
    open()
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
  })
  afterEach(async () => {
    await watcher?.stop()
    ledger.close()
    rmSync(folder, { recursive: true, force: true })
    await proxy.stop()
    await chain.stop()
  })

  it('spares a till that comes up again the refusals that it has seen', async () => {
    const token = await chain.deployToken()
    await chain.mine(3)
    const sink = createMemoryChainSink()
    sink.facts.recipients = [receiveAddress(1)]
    const refusal = 'ranges over 10 blocks are not supported on freetier'
    let refused = 0
    proxy.setFault(async (call, next) => {
      const answer = await rangeLimit(10, refusal)(call, next)
      if (call.method === 'eth_getLogs' && 'error' in answer) refused += 1
      return answer
    })
    const away = async (): Promise<void> => {
      await chain.mine(200)
      const limits = openTerminalLimits({ ledger, log: silentLog })
      const options = { ...localChain, endpoints: [proxy.url] }
      const started = limits.follow(
        watchLocalChain({ endpoints: [proxy.url], tokens: [token], sink, limits: limits.of(options) }),
      )
      watcher = started
      const { number } = await chain.head()
      await vi.waitFor(() => expect(sink.cursor('local')?.number).toBe(number), 20_000)
      await started.stop()
      limits.stop()
    }
    const first = openTerminalLimits({ ledger, log: silentLog })
    watcher = watchLocalChain({ endpoints: [proxy.url], tokens: [token], sink })
    await vi.waitFor(() => expect(sink.cursor('local')).toBeDefined(), 10_000)
    await watcher.stop()
    first.stop()
    await away()
    expect(refused).toBeGreaterThan(0)
    refused = 0
    ledger.close()
    open()
    await away()
    expect(refused).toBe(0)
    expect(sink.violations).toEqual([])
  })
})
