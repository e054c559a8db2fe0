import { join } from 'node:path'
import { isBuilt } from './build-stamp.ts'
import type { BuildPart } from './build-stamp.ts'
import { runChild } from './run-child.ts'

/**
 * Builds what is missing or stale. The bundler loads in its own process and only when there is something to build,
 * so that a start with nothing to do costs a few milliseconds of hashing.
 * @throws {Error} when the build fails; its own output has said why
 */
export async function ensureBuilt(
  root: string,
  parts: readonly BuildPart[],
  say: (line: string) => void,
): Promise<void> {
  const stale = parts.filter((part) => !isBuilt(root, part))
  if (stale.length === 0) return
  say(`Building the ${stale.join(' and the ')}...`)
  const code = await runChild({
    command: process.execPath,
    args: [join(root, 'electron', 'cli', 'build.ts'), ...stale, '--if-stale'],
    cwd: root,
    env: process.env,
  })
  if (code !== 0) throw new Error(`The build ended with exit code ${code}.`)
}
