/**
 * The program that owns the practice chains. It is a process of its own so that the chains end well however the till
 * ends: the till holds the other end of this program's standard input, and when that closes (the till has stopped, was
 * killed, or lost its machine's memory) the chains are saved and their processes ended. One argument: `KeeperConfig`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import type { Log, LogFields } from '../../platform/log.ts'
import { keepChain, type KeptChain } from './kept-chain.ts'
import { tryLock } from './keeper-lock.ts'
import type { KeeperConfig, KeeperMessage } from './keeper-protocol.ts'

const lockPollMs = 25
/** Saving takes under a second; a till that ends gives its keeper about this long before it is in the way. */
const stopTimeoutMs = 15_000

function say(message: KeeperMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

const logAt =
  (level: 'info' | 'warn' | 'error') =>
  (message: string, fields: LogFields = {}): void =>
    say({ type: 'log', level, message, fields })

const log: Log = { info: logAt('info'), warn: logAt('warn'), error: logAt('error') }

/** Resolves when the till is gone or wants this program to end. */
function tillIsGone(): Promise<void> {
  return new Promise((resolve) => {
    const gone = (): void => resolve()
    process.stdin.on('end', gone).on('close', gone).on('error', gone).resume()
    process.on('SIGTERM', gone).on('SIGINT', gone)
  })
}

async function takeLock(config: KeeperConfig, isGone: () => boolean): Promise<() => void> {
  const path = join(config.directory, 'keeper.lock')
  const deadline = performance.now() + config.lockWaitMs
  let release = tryLock(path)
  while (release === undefined) {
    if (isGone() || performance.now() > deadline)
      throw new PosError('practice.chainInUse', 'Another till keeps the practice chains of this folder.')
    // The keeper of the till before may still be saving.
    await wait(lockPollMs)
    release = tryLock(path)
  }
  return release
}

async function keepAll(config: KeeperConfig, kept: KeptChain[]): Promise<void> {
  const starts = config.chains.map(async ({ key, chainId, blockSeconds }) => {
    const folder = join(config.directory, key)
    const chain = await keepChain({ ...config, folder, chainId, blockSeconds, log })
    kept.push(chain)
    return { key, port: chain.port, history: chain.history }
  })
  const outcomes = await Promise.allSettled(starts)
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure) throw failure.reason
  say({
    type: 'ready',
    chains: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
  })
}

async function main(config: KeeperConfig): Promise<number> {
  const kept: KeptChain[] = []
  let isGone = false
  const gone = tillIsGone().then(() => {
    isGone = true
  })
  // A till that was killed no longer reads; what is said to it then is for nobody.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
  process.on('exit', () => {
    for (const chain of kept) chain.killNow()
  })
  let release: (() => void) | undefined
  try {
    mkdirSync(config.directory, { recursive: true })
    release = await takeLock(config, () => isGone)
    await keepAll(config, kept)
    await gone
    return 0
  } catch (error) {
    const code = isPosError(error, 'practice.chainInUse')
      ? 'practice.chainInUse'
      : 'practice.chainUnavailable'
    say({ type: 'failed', code, message: messageOf(error) })
    return 1
  } finally {
    const stops = Promise.allSettled(kept.map((chain) => chain.stop()))
    await Promise.race([stops, wait(stopTimeoutMs)])
    release?.()
  }
}

// Written by the till of the same version, see start-keeper.ts.
const config = JSON.parse(process.argv[2] ?? '') as KeeperConfig
const code = await main(config)
// The last line is out before the process ends, also where pipes are written in the background.
process.stdout.write('', () => process.exit(code))
