import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isBuilt } from '../cli/build-stamp.ts'
import type { Log } from '../platform/log.ts'
import { PosError } from '../../shared/errors/pos-error.ts'

const limitMs = 5 * 60_000

function missing(problem: string): PosError {
  return new PosError(
    'config.invalid',
    `The pages of the till are not built: ${problem}. Run: npm run build`,
    {
      details: { field: 'out/renderer', problem },
    },
  )
}

/** Builds in a process of its own; standard output stays free for the line that says the till is ready. */
async function build(root: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(root, 'electron', 'cli', 'build.ts'), 'renderer', '--if-stale'],
    { cwd: root, stdio: ['ignore', 2, 2], timeout: limitMs, killSignal: 'SIGKILL' },
  )
  await once(child, 'close')
  if (child.exitCode !== 0) throw missing(`the build ended with exit code ${child.exitCode}`)
}

/**
 * Makes sure that there are pages to serve: builds them when they are missing or older than their sources, if the
 * bundler is installed; without it, whatever is built is served.
 * @returns the folder of the pages
 * @throws {PosError} `config.invalid` when there are none and none can be built
 */
export async function ensureRenderer(root: string, log: Log): Promise<string> {
  const folder = join(root, 'out', 'renderer')
  const canBuild = existsSync(join(root, 'node_modules', 'vite')) && existsSync(join(root, 'renderer'))
  if (canBuild && !isBuilt(root, 'renderer')) {
    log.info('Building the pages of the till')
    await build(root)
  }
  if (!existsSync(join(folder, 'index.html'))) throw missing(`${folder} does not exist`)
  return folder
}
