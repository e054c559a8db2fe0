import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export type InstallFacts = Readonly<{ osRelease: string; isRoot: boolean; platform: NodeJS.Platform }>

export type InstallStep = Readonly<{ command: string; args: readonly string[] }>

/** Ten minutes: a slow shop line and 200 MB. */
const stepTimeoutMs = 10 * 60_000

// With the fonts, because the till also shows names and amounts in other scripts, and screenshots show what it shows.
const debianPackages = ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji']

/**
 * What to try, in order, each attempt a list of steps. Debian's own package comes first for root: it brings the
 * system libraries with it, which Playwright's download does not. Ubuntu's package of that name is an empty shell
 * around a snap, so there Playwright installs the libraries.
 */
export function planInstall(
  { osRelease, isRoot, platform }: InstallFacts,
  cli: string,
): readonly (readonly InstallStep[])[] {
  const download = { command: process.execPath, args: [cli, 'install', 'chromium'] }
  if (platform !== 'linux' || !isRoot) return [[download]]
  const withLibraries = { command: process.execPath, args: [cli, 'install', '--with-deps', 'chromium'] }
  const isDebian = /^ID=["']?debian["']?$/m.test(osRelease)
  if (!isDebian) return [[withLibraries], [download]]
  const apt = [
    { command: 'apt-get', args: ['update'] },
    { command: 'apt-get', args: ['install', '-y', ...debianPackages] },
  ]
  return [apt, [withLibraries]]
}

function runStep({ command, args }: InstallStep): boolean {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: stepTimeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

/** Installs a Chromium; whether it worked is for the caller to see, by looking for one again. */
export function installChromium({
  root,
  say,
  ...facts
}: InstallFacts & Readonly<{ root: string; say: (line: string) => void }>): void {
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  for (const steps of planInstall(facts, cli)) {
    for (const [index, step] of steps.entries()) {
      say(`Installing Chromium: ${[step.command, ...step.args].join(' ')}`)
      if (!runStep(step)) break
      if (index === steps.length - 1) return
    }
  }
}
