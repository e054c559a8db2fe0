import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { callRpc } from './json-rpc.ts'

const host = '127.0.0.1'
const readyTimeoutMs = 15_000
const keptTextMax = 4_000

/** What one anvil process runs with. */
export type AnvilOptions = Readonly<{
  binary: string
  /** 0 lets the system choose a free one. */
  port: number
  chainId: number
  mnemonic: string
  /** Past states kept in memory: how deep a reorg may reach. */
  historicalStates: number
  /** Where anvil makes its working folder; otherwise in the home folder, and a killed anvil leaves it there. */
  cacheFolder?: string
  /** A state file in anvil's own JSON to start from; a new chain without it. */
  stateFile?: string
}>

/** A running anvil. It mines only when asked; the keeper of the chain owns the beat. */
export type Anvil = Readonly<{
  pid: number
  port: number
  rpcUrl: string
  hasExited: () => boolean
  /** Ends the process at once. Its state is gone unless it was read before. */
  kill: () => Promise<void>
}>

/** Address of a chain on this machine; the loopback interface only. */
export function rpcUrlOf(port: number): string {
  return `http://${host}:${port}`
}

/**
 * `--prune-history` keeps old states off the disk: with the default, 1 s blocks filled 4 GB of the home folder within
 * 10,000 blocks. `--no-mining` makes its limit count: with a block time of 2 s or less anvil 1.7 keeps 1,500 states.
 * `cancun` is the newest fork without the history contract of EIP-2935, whose storage slowed each block from 0.1 ms to
 * 9 ms within 10,000 blocks.
 */
function argumentsOf(options: AnvilOptions): string[] {
  const fixed = ['--host', host, '--color', 'never', '--no-cors', '--no-mining', '--hardfork', 'cancun']
  const chain = ['--port', `${options.port}`, '--chain-id', `${options.chainId}`]
  const accounts = ['--accounts', '4', '--mnemonic', options.mnemonic]
  const state = options.stateFile === undefined ? [] : ['--load-state', options.stateFile]
  const cache = options.cacheFolder === undefined ? [] : ['--cache-path', options.cacheFolder]
  return [
    ...fixed,
    ...chain,
    ...accounts,
    ...cache,
    '--prune-history',
    `${options.historicalStates}`,
    ...state,
  ]
}

/** The port from anvil's own announcement, which comes after it is bound: no other process can be meant. */
function readAnnouncedPort(stdout: Readable, hasEnded: Promise<void>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), readyTimeoutMs)
    let text = ''
    stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-keptTextMax)
      const port = /Listening on [\d.]+:(\d+)/.exec(text)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    void hasEnded.then(() => {
      clearTimeout(timer)
      resolve(undefined)
    })
  })
}

function watchEnd(child: ChildProcess): {
  ended: Promise<void>
  hasExited: () => boolean
  failure: () => unknown
} {
  let failure: unknown
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      failure = error
      resolve()
    })
  })
  const hasExited = (): boolean =>
    failure !== undefined || child.exitCode !== null || child.signalCode !== null
  return { ended, hasExited, failure: () => failure }
}

/**
 * Starts anvil and waits until it listens.
 * @throws {PosError} `practice.chainUnavailable` with anvil's own words when it ends or stays silent
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const child = spawn(options.binary, argumentsOf(options), {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-keptTextMax)
  })
  const { ended, hasExited, failure } = watchEnd(child)
  const kill = async (): Promise<void> => {
    if (!hasExited()) child.kill('SIGKILL')
    await ended
  }
  const port = await readAnnouncedPort(child.stdout, ended)
  if (port === undefined || child.pid === undefined || hasExited()) {
    await kill()
    const reason = complaint.trim().split('\n')[0] ?? ''
    throw new PosError('practice.chainUnavailable', `The practice chain did not start. ${reason}`, {
      details: { chainId: options.chainId, port: options.port },
      cause: failure(),
    })
  }
  // Anvil prints every call; nobody reads that.
  await callRpc(rpcUrlOf(port), 'anvil_setLoggingEnabled', [false])
  return { pid: child.pid, port, rpcUrl: rpcUrlOf(port), hasExited, kill }
}
