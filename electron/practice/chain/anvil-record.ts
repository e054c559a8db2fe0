import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPosError, PosError } from '../../../shared/errors/pos-error.ts'
import { rpcUrlOf } from './anvil.ts'
import { callRpcForText } from './json-rpc.ts'
import { replaceFile, saveState } from './state-file.ts'

const name = 'anvil.json'
const probeTimeoutMs = 1_000
const killTimeoutMs = 5_000
const pollMs = 20

/** Where the chain was last served, and by which process while one runs. */
export type AnvilRecord = Readonly<{ port: number; pid?: number }>

function isPositiveInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}

/** The record of the last run. A file that cannot be read is none: it only saves a search. */
export function findRecord(folder: string): AnvilRecord | undefined {
  const path = join(folder, name)
  if (!existsSync(path)) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  if (typeof parsed !== 'object' || parsed === null || !('port' in parsed)) return undefined
  if (!isPositiveInteger(parsed.port)) return undefined
  const pid = 'pid' in parsed ? parsed.pid : undefined
  return isPositiveInteger(pid) ? { port: parsed.port, pid } : { port: parsed.port }
}

/** Remembers where the chain is served, so that the next run serves it at the same address. */
export function writeRecord(folder: string, record: AnvilRecord): void {
  replaceFile(join(folder, name), Buffer.from(JSON.stringify(record)))
}

async function answersAs(port: number, chainId: number): Promise<boolean> {
  const url = rpcUrlOf(port)
  // Silence, a refusal and another program's answer all mean: not our chain.
  const ask = (method: string): Promise<string> =>
    callRpcForText(url, method, [], probeTimeoutMs).catch(() => '')
  const [id, version] = await Promise.all([ask('eth_chainId'), ask('web3_clientVersion')])
  return Number(id) === chainId && version.startsWith('anvil/')
}

async function waitForSilence(port: number, chainId: number): Promise<void> {
  const deadline = performance.now() + killTimeoutMs
  while (await answersAs(port, chainId)) {
    if (performance.now() > deadline)
      throw new PosError('practice.chainInUse', 'An earlier practice chain cannot be stopped.', {
        details: { port },
      })
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

/** What became of a chain without a keeper: there was `none`, it was `saved`, or it ended `unsaved` at its last snapshot. */
export type Rescue = 'none' | 'saved' | 'unsaved'

/**
 * Ends an anvil whose keeper was killed, and saves its state first, so that nothing of it is lost. Called under the
 * lock of the folder: whoever answers on the recorded port has no keeper. A process is ended only when its port
 * answered as this very chain; a process id alone may belong to somebody else by now.
 */
export async function rescueOrphan(folder: string, chainId: number): Promise<Rescue> {
  const record = findRecord(folder)
  if (record?.pid === undefined || !(await answersAs(record.port, chainId))) return 'none'
  let rescue: Rescue = 'saved'
  try {
    saveState(folder, await callRpcForText(rpcUrlOf(record.port), 'anvil_dumpState', [true]))
  } catch (error) {
    if (!isPosError(error)) throw error
    rescue = 'unsaved'
  }
  process.kill(record.pid, 'SIGKILL')
  await waitForSilence(record.port, chainId)
  return rescue
}
