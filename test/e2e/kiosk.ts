import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..', '..')

/** What the kiosk host prints when it is ready. */
export type Ready = Readonly<{
  ready: true
  url: string
  display: string
  environment: string
  chains: readonly Readonly<{
    name: string
    chainId: number
    rpcUrl: string
    tokens: readonly Readonly<{ symbol: string; address: `0x${string}`; decimals: number }>[]
  }>[]
  practice?: Readonly<{ customerKey: `0x${string}` }>
}>

/** A running kiosk host. */
export type Kiosk = Readonly<{
  ready: Ready
  pid: number
  log: () => string
  /** Ends the process as a power cut would. */
  kill: () => Promise<void>
  /** Ends the process as an operator would. @returns its exit code */
  stop: () => Promise<number | null>
}>

/** A fresh data folder and the function that removes it. */
export function createDataFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-e2e-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

function isReady(value: unknown): value is Ready {
  return typeof value === 'object' && value !== null && 'ready' in value && value.ready === true
}

async function readReady(child: ChildProcess, log: () => string): Promise<Ready> {
  const { stdout } = child
  if (!stdout) throw new Error('The kiosk has no standard output')
  const lines = createInterface({ input: stdout })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The kiosk ended with ${String(code)} before it was ready:\n${log()}`)
  })
  const ready = (async () => {
    for await (const line of lines) {
      const value: unknown = JSON.parse(line)
      if (isReady(value)) return value
    }
    return ended
  })()
  return Promise.race([ready, ended])
}

/** Starts the kiosk host as a person would, and waits until it is ready. */
export async function startKiosk(
  options: Readonly<{ data: string; args?: readonly string[] }>,
): Promise<Kiosk> {
  const args = [
    join(root, 'electron', 'kiosk.ts'),
    '--data',
    options.data,
    '--port',
    '0',
    ...(options.args ?? []),
  ]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let logged = ''
  child.stderr.on('data', (chunk: Buffer) => {
    logged = (logged + chunk.toString()).slice(-20_000)
  })
  const ready = await readReady(child, () => logged)
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
    return child.exitCode
  }
  return {
    ready,
    pid: child.pid ?? 0,
    log: () => logged,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}

/** Runs a program of the product to its end. */
export async function runProgram(
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const [code]: unknown[] = await once(child, 'exit')
  return { code: typeof code === 'number' ? code : -1, stdout, stderr }
}
