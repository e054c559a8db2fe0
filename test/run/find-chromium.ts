import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { chromium } from '@playwright/test'
import { installChromium } from './install-chromium.ts'
import { listCandidates } from './chromium-candidates.ts'

export type FoundChromium = Readonly<{ path: string } | { path: undefined; advice: string }>

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}

/** Whether the file is there and starts. A browser without its libraries, or Ubuntu's empty shell of one, is none. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false
  // On Windows `--version` opens a window instead of printing.
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** A Chromium this machine already has: named, installed, or downloaded by Playwright before. */
export function searchChromium(): string | undefined {
  const candidates = listCandidates({
    platform: process.platform,
    env: process.env,
    home: homedir(),
    playwright: chromium.executablePath(),
  })
  return candidates
    .map((candidate) => (isAbsolute(candidate) ? candidate : onPath(candidate)))
    .find((path) => path !== undefined && starts(path))
}

function readOsRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
}

/**
 * A Chromium that starts, installed first where the machine has none.
 * @param say told one line before anything slow
 */
export function findChromium(root: string, say: (line: string) => void): FoundChromium {
  const named = process.env['STABLEPOINT_CHROMIUM'] || process.env['CHROMIUM_PATH']
  if (named && !starts(named)) {
    return {
      path: undefined,
      advice: `STABLEPOINT_CHROMIUM or CHROMIUM_PATH names ${named}, which does not start.`,
    }
  }
  const found = searchChromium()
  if (found !== undefined) return { path: found }
  const isRoot = process.getuid?.() === 0
  installChromium({ root, osRelease: readOsRelease(), isRoot, platform: process.platform, say })
  const installed = searchChromium()
  if (installed !== undefined) return { path: installed }
  return {
    path: undefined,
    advice:
      'No Chromium was found and none could be installed: install Chromium or Chrome and set STABLEPOINT_CHROMIUM to its path.',
  }
}
