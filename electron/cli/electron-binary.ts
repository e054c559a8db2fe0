import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BinarySearch } from './choose-host.ts'

/** A download slower than this is given up; the till opens in the browser meanwhile. */
const fetchTimeoutMs = 5 * 60_000

export type BinaryPlace = Readonly<{
  /** node_modules/electron */
  packageFolder: string
  env: Readonly<Record<string, string | undefined>>
}>

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}

function packageVersion(packageFolder: string): string | undefined {
  const text = readText(join(packageFolder, 'package.json'))
  if (text === undefined) return undefined
  const parsed: unknown = JSON.parse(text)
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed
    ? String(parsed.version)
    : undefined
}

/**
 * The installed Electron executable, if it is whole and of the version package.json pins. The layout (path.txt,
 * dist/version) is the one node_modules/electron/install.js of Electron 45 writes; that program writes path.txt
 * last, so a broken download is not taken for an installation.
 */
export function findElectronBinary({ packageFolder, env }: BinaryPlace): string | undefined {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH']
  const executable = readText(join(packageFolder, 'path.txt'))
  if (override) {
    const path = join(override, executable ?? 'electron')
    return existsSync(path) ? path : undefined
  }
  if (executable === undefined) return undefined
  const installed = readText(join(packageFolder, 'dist', 'version'))?.replace(/^v/, '')
  if (installed !== packageVersion(packageFolder)) return undefined
  const path = join(packageFolder, 'dist', executable)
  return existsSync(path) ? path : undefined
}

/** The last thing a failed download said, short enough for one line. */
export function summarizeFailure(output: string): string {
  const line = output
    .split('\n')
    .map((text) => text.trim())
    .find((text) => text !== '')
  return (line ?? 'it stopped without a word').slice(0, 120)
}

function runInstaller(script: string, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < 4_000) output += text
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(undefined)
      resolve(signal === null ? summarizeFailure(output) : `gave up after ${timeoutMs / 1_000} s`)
    })
  })
}

/** The Electron executable, fetched with Electron's own installer where it is missing. */
export async function obtainElectronBinary(
  place: BinaryPlace,
  say: (line: string) => void,
  timeoutMs = fetchTimeoutMs,
): Promise<BinarySearch> {
  const installed = findElectronBinary(place)
  if (installed !== undefined) return { path: installed }
  const script = join(place.packageFolder, 'install.js')
  if (!existsSync(script)) return { path: undefined, reason: 'the electron package is not installed' }
  say(`Fetching Electron, once (about 120 MB, at most ${timeoutMs / 60_000} minutes)...`)
  const failure = await runInstaller(script, timeoutMs)
  if (failure !== undefined) return { path: undefined, reason: failure }
  const fetched = findElectronBinary(place)
  return fetched === undefined ? { path: undefined, reason: 'the download is incomplete' } : { path: fetched }
}
