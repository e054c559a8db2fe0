import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, dirname, sep } from 'node:path'
import { PosError } from '../../../shared/errors/pos-error.ts'

/** The platforms anvil is published for, by Node's names for them. */
const builds: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-amd64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-amd64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-amd64',
}

function findPackage(name: string): string | undefined {
  const require = createRequire(import.meta.url)
  try {
    // From the wrapper's own folder, so that it is found wherever the installer put it.
    const fromAnvil = createRequire(require.resolve('@foundry-rs/anvil/package.json'))
    return dirname(fromAnvil.resolve(`${name}/package.json`))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/**
 * The anvil executable that npm installed for this machine. It is run directly: no PATH, no wrapper script, no
 * post-install step. Inside an Electron archive the executable lies beside the archive, where programs can be run.
 * @throws {PosError} `practice.chainUnavailable` on a platform without a build, or when it was not installed
 */
export function findAnvilBinary(machine: Readonly<{ platform: string; arch: string }> = process): string {
  const build = builds[`${machine.platform}-${machine.arch}`]
  const details = { platform: machine.platform, arch: machine.arch }
  if (build === undefined)
    throw new PosError('practice.chainUnavailable', 'The practice chain has no build for this machine.', {
      details,
    })
  const folder = findPackage(`@foundry-rs/anvil-${build}`)
  const file = machine.platform === 'win32' ? 'anvil.exe' : 'anvil'
  const path = folder && join(folder, 'bin', file).replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
  if (path === undefined || !existsSync(path))
    throw new PosError('practice.chainUnavailable', 'The practice chain is not installed: run npm install.', {
      details,
    })
  return path
}
