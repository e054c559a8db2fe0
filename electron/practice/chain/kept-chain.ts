import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../../platform/log.ts'
import { messageOf } from '../../../shared/errors/pos-error.ts'
import { findRecord, rescueOrphan, writeRecord } from './anvil-record.ts'
import { startAnvil, type Anvil } from './anvil.ts'
import type { KeptPast } from './chain-state.ts'
import { callRpc, callRpcForText } from './json-rpc.ts'
import { dropLoadingFile, hasSavedState, saveState, setStateAside, writeLoadingFile } from './state-file.ts'

/** The bounds of a practice chain; tests shrink them. */
export type ChainLimits = Readonly<{
  /** A power cut loses at most this much; it stays below the 64 blocks after which anvil calls a block final. */
  snapshotSeconds: number
  /** Blocks after which anvil is restarted with a compacted state: it never forgets a block by itself. */
  blocksPerRun: number
  /** Past states in memory and in the last snapshot: how deep a reorg may reach. */
  historicalStates: number
  past: KeptPast
}>

/** What a chain is kept with. */
export type KeptChainOptions = Readonly<{
  folder: string
  binary: string
  mnemonic: string
  chainId: number
  blockSeconds: number
  limits: ChainLimits
  log: Log
}>

/** Whether the chain goes on where it ended: `new` never ran, `lost` had a state that could not be loaded. */
export type ChainHistory = 'new' | 'kept' | 'lost'

/** A chain that mines, saves itself, and survives the end of its anvil. */
export type KeptChain = Readonly<{
  port: number
  history: ChainHistory
  /** The process of the moment. */
  pid: () => number
  /** Ends that process at once, for a keeper that is itself ending out of order. */
  killNow: () => void
  /** Mines what waits, saves everything, ends anvil. */
  stop: () => Promise<void>
}>

const dumpTimeoutMs = 10_000

async function mineWaiting(anvil: Anvil): Promise<boolean> {
  const pool = await callRpc(anvil.rpcUrl, 'txpool_status')
  const waiting = typeof pool === 'object' && pool !== null && 'pending' in pool ? Number(pool.pending) : 0
  if (waiting > 0) await callRpc(anvil.rpcUrl, 'evm_mine')
  return waiting > 0
}

/** @param withPastStates needed to reorg and to read old balances after a restart; ten times the size */
async function snapshot(anvil: Anvil, folder: string, withPastStates: boolean): Promise<void> {
  saveState(folder, await callRpcForText(anvil.rpcUrl, 'anvil_dumpState', [withPastStates], dumpTimeoutMs))
}

async function bootSaved(options: KeptChainOptions, port: number): Promise<Anvil> {
  const { folder, limits } = options
  const cacheFolder = join(folder, 'cache')
  rmSync(cacheFolder, { recursive: true, force: true })
  const start = (stateFile?: string): Promise<Anvil> =>
    startAnvil({
      ...options,
      port,
      cacheFolder,
      historicalStates: limits.historicalStates,
      ...(stateFile === undefined ? {} : { stateFile }),
    })
  try {
    return await start(hasSavedState(folder) ? writeLoadingFile(folder, limits.past) : undefined)
  } finally {
    dropLoadingFile(folder)
  }
}

/** First at the address of the last run, then anywhere, and only then without the saved state. */
async function bootFirst(options: KeptChainOptions): Promise<{ anvil: Anvil; history: ChainHistory }> {
  const { folder, log } = options
  const history = hasSavedState(folder) ? 'kept' : 'new'
  const lastPort = findRecord(folder)?.port
  if (lastPort !== undefined) {
    try {
      return { anvil: await bootSaved(options, lastPort), history }
    } catch (error) {
      log.warn('The practice chain moves to another port.', { lastPort, reason: messageOf(error) })
    }
  }
  try {
    return { anvil: await bootSaved(options, 0), history }
  } catch (error) {
    if (history === 'new') throw error
    log.error('The saved practice chain cannot be loaded; a new one starts.', {
      folder,
      reason: messageOf(error),
    })
    setStateAside(folder)
    return { anvil: await bootSaved(options, 0), history: 'lost' }
  }
}

async function readHead(anvil: Anvil): Promise<number> {
  return Number(await callRpcForText(anvil.rpcUrl, 'eth_blockNumber'))
}

/** Waits until the beat is due or the chain is told to stop. */
async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  // The only rejection is the abort itself, and the loop looks at the signal next.
  await wait(Math.max(0, ms), undefined, { signal }).catch(() => undefined)
}

/** Beats on a fixed grid until told to stop; a beat that fails is reported and the next one tries again. */
async function beatUntil(
  signal: AbortSignal,
  periodMs: number,
  beat: () => Promise<void>,
  failed: (error: unknown) => void,
): Promise<void> {
  let due = performance.now() + periodMs
  while (!signal.aborted) {
    await waitFor(due - performance.now(), signal)
    if (signal.aborted) return
    // After a long sleep of the machine the missed blocks are not made up for.
    due = Math.max(due + periodMs, performance.now())
    try {
      await beat()
    } catch (error) {
      failed(error)
    }
  }
}

/** The anvil of the moment, and everything that is done to it; one at a time, the caller's loop sees to that. */
function createRun(options: KeptChainOptions, first: Anvil) {
  const { folder, chainId, limits, log } = options
  const { port } = first
  let anvil = first
  let firstHead: number | undefined
  let savedAt = -Infinity

  const renew = async (): Promise<void> => {
    await mineWaiting(anvil)
    await snapshot(anvil, folder, true)
    // A transaction that came meanwhile is in no block and so not in the snapshot: try again at the next one.
    if (await mineWaiting(anvil)) return
    await anvil.kill()
    await boot()
  }
  const boot = async (): Promise<void> => {
    anvil = await bootSaved(options, port)
    firstHead = undefined
    writeRecord(folder, { port, pid: anvil.pid })
  }
  const save = async (): Promise<void> => {
    const head = await readHead(anvil)
    firstHead ??= head
    if (head - firstHead >= limits.blocksPerRun) await renew()
    else await snapshot(anvil, folder, false)
  }
  const beat = async (): Promise<void> => {
    if (anvil.hasExited()) {
      log.error('The practice chain ended; it is started again from its last snapshot.', { chainId })
      await boot()
    }
    await callRpc(anvil.rpcUrl, 'evm_mine')
    if (performance.now() - savedAt < limits.snapshotSeconds * 1_000) return
    savedAt = performance.now()
    await save()
  }
  const end = async (): Promise<void> => {
    try {
      await mineWaiting(anvil)
      await snapshot(anvil, folder, true)
    } catch (error) {
      log.error('The practice chain keeps its last snapshot.', { chainId, reason: messageOf(error) })
    }
    await anvil.kill()
    rmSync(join(folder, 'cache'), { recursive: true, force: true })
    writeRecord(folder, { port })
  }
  return { beat, end, pid: () => anvil.pid, killNow: () => void anvil.kill() }
}

/**
 * Starts or continues the chain of a folder and mines a block every `blockSeconds`. The caller holds the folder's lock.
 * @throws {PosError} `practice.chainUnavailable` when anvil does not start
 */
export async function keepChain(options: KeptChainOptions): Promise<KeptChain> {
  const { folder, chainId, log } = options
  mkdirSync(folder, { recursive: true })
  const rescue = await rescueOrphan(folder, chainId)
  if (rescue !== 'none') log.warn('A practice chain was running without its keeper.', { chainId, rescue })
  const { anvil, history } = await bootFirst(options)
  writeRecord(folder, { port: anvil.port, pid: anvil.pid })
  const run = createRun(options, anvil)
  const stopping = new AbortController()
  const beating = beatUntil(stopping.signal, options.blockSeconds * 1_000, run.beat, (error) =>
    log.error('The practice chain missed a beat.', { chainId, reason: messageOf(error) }),
  )
  const stop = async (): Promise<void> => {
    stopping.abort()
    await beating
    await run.end()
  }
  return { port: anvil.port, history, pid: run.pid, killNow: run.killNow, stop }
}
