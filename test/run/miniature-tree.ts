import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

const configurations = [
  '.oxlintrc.json',
  '.oxfmtrc.json',
  '.gitignore',
  'package.json',
  'tsconfig.json',
  'shared/tsconfig.json',
  'electron/tsconfig.json',
  'renderer/tsconfig.json',
  'test/tsconfig.json',
]

/** A checkout in a temporary folder: our configuration files, our packages, and the given sources only. */
export type MiniatureTree = Readonly<{
  folder: string
  run: (tool: string, args: readonly string[]) => Promise<Readonly<{ code: number; output: string }>>
  remove: () => void
}>

/** The packages themselves are shared; caches are not, so that nothing reaches the real checkout. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.')) continue
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
  }
}

/**
 * @param sources text by path, relative to the tree
 * @param copies files and folders taken from the real checkout
 */
export function createMiniatureTree(
  sources: Readonly<Record<string, string>>,
  copies: readonly string[] = [],
): MiniatureTree {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-gates-'))
  for (const path of [...configurations, ...copies]) {
    cpSync(join(root, path), join(folder, path), { recursive: true })
  }
  linkPackages(folder)
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return {
    folder,
    run: (tool, args) =>
      new Promise((resolve) => {
        const options = { cwd: folder, maxBuffer: 32 * 1024 * 1024, shell: process.platform === 'win32' }
        const child = execFile(
          join(root, 'node_modules', '.bin', tool),
          args,
          options,
          (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: `${stdout}${stderr}` }),
        )
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
