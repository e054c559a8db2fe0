import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const waitLimitMs = 5 * 60_000
const pollMs = 100

function tryTake(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The process that holds the lock, unless it is gone; a lock file caught half written counts as held. */
function findHolder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    return pid === 0 || isRunning(pid) ? pid : undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Runs `work` while no other process of this checkout builds: a test run and a start at the same time would empty
 * each other's output folder. A lock whose process died is taken over.
 * @throws {Error} when another build still holds the lock after five minutes
 */
export async function withBuildLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true })
  for (let waitedMs = 0; !tryTake(path); waitedMs += pollMs) {
    const holder = findHolder(path)
    if (holder === undefined) rmSync(path, { force: true })
    else if (waitedMs >= waitLimitMs) throw new Error(`Process ${holder} is still building (${path}).`)
    else await delay(pollMs)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}
