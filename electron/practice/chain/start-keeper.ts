import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import type { KeeperConfig, KeeperMessage, ServedChain } from './keeper-protocol.ts'

const readyTimeoutMs = 40_000
const stopTimeoutMs = 20_000
const complaintMax = 2_000

/** The running keeper of the practice chains. */
export type Keeper = Readonly<{
  pid: number
  chains: readonly ServedChain[]
  /** Saves the chains and ends their processes. */
  stop: () => Promise<void>
}>

/** The keeper as TypeScript when the till runs from its sources, as JavaScript beside the till once it is built. */
function findKeeperScript(): string {
  const names = ['./keeper.ts', './keeper.js', '../keeper.js']
  const paths = names.map((name) => fileURLToPath(new URL(name, import.meta.url)))
  const found = paths.find((path) => existsSync(path))
  if (found === undefined)
    throw new PosError('practice.chainUnavailable', 'This installation has no keeper for the practice chain.')
  return found
}

function parseLine(line: string): KeeperMessage | undefined {
  try {
    // Written by the keeper of the same version, one object a line.
    return JSON.parse(line) as KeeperMessage
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Follows what the keeper says for as long as it runs; resolves with its chains once they are served. */
function listen(stdout: Readable, ended: Promise<string>, log: Log): Promise<readonly ServedChain[]> {
  return new Promise((resolve, reject) => {
    const fail = (message: string): void => reject(new PosError('practice.chainUnavailable', message))
    const timer = setTimeout(() => fail('The practice chain did not start in time.'), readyTimeoutMs)
    void ended.then((reason) => fail(`The keeper of the practice chain ended. ${reason}`))
    const hear = (line: string): void => {
      const message = parseLine(line)
      if (message === undefined)
        return log.warn('The keeper of the practice chain said something else.', { line })
      if (message.type === 'log') return log[message.level](message.message, message.fields)
      clearTimeout(timer)
      if (message.type === 'ready') return resolve(message.chains)
      return reject(new PosError(message.code, message.message))
    }
    createInterface({ input: stdout }).on('line', hear)
  })
}

/**
 * Starts the keeper. It leads a process group of its own: a Ctrl-C in the terminal, or a kill of the till's group, does
 * not reach it, and it ends in order when its standard input closes.
 * @throws {PosError} `practice.chainInUse` while another till keeps these chains, `practice.chainUnavailable` otherwise
 */
export async function startKeeper(config: KeeperConfig, log: Log): Promise<Keeper> {
  const child = spawn(process.execPath, [findKeeperScript(), JSON.stringify(config)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
    // Inside Electron this process is Electron; the variable makes its child a plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-complaintMax)
  })
  // Closing the input of a keeper that has just ended fails; its end is seen below.
  child.stdin.on('error', () => undefined)
  let isStopping = false
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', () => resolve(complaint.trim()))
  })
  void ended.then((reason) => {
    if (!isStopping) log.error('The practice chains stand still until the till restarts.', { reason })
  })
  const stop = async (): Promise<void> => {
    isStopping = true
    child.stdin.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    await ended
    clearTimeout(timer)
  }
  try {
    const chains = await listen(child.stdout, ended, log)
    if (child.pid === undefined)
      throw new PosError('practice.chainUnavailable', 'The keeper has no process id.')
    return { pid: child.pid, chains, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
