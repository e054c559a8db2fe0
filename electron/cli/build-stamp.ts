import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What is built apart: the pages (both hosts serve them) and the desktop's main process with its preload. */
export type BuildPart = 'renderer' | 'desktop'

const sources: Readonly<Record<BuildPart, readonly string[]>> = {
  renderer: ['renderer', 'shared', 'resources', 'electron.vite.config.ts', 'package-lock.json'],
  desktop: ['electron', 'shared', 'resources', 'electron.vite.config.ts', 'package-lock.json'],
}

const products: Readonly<Record<BuildPart, readonly string[]>> = {
  renderer: ['out/renderer/index.html', 'out/renderer/display.html'],
  desktop: ['out/main/main.js', 'out/main/keeper.js', 'out/preload/preload.cjs'],
}

/** Pictures of the till for the README; they are made from a build and never part of one. */
const notSources = new Set(['screenshots', 'README.md', 'tsconfig.json'])

function listFiles(path: string): readonly string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .flatMap((entry) => listFiles(join(path, entry.name)))
    .toSorted()
}

/** A hash of every file a part is built from. Content, not time: a fresh clone and a touched file tell nothing. */
export function fingerprintSources(root: string, part: BuildPart): string {
  const hash = createHash('sha256')
  for (const file of sources[part].flatMap((path) => listFiles(join(root, path)))) {
    const content = readFileSync(file)
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function stampPath(root: string, part: BuildPart): string {
  return join(root, 'out', '.stamps', part)
}

/** Whether `out/` holds this part, built from the sources as they are now. */
export function isBuilt(root: string, part: BuildPart): boolean {
  const stamp = stampPath(root, part)
  if (!existsSync(stamp) || !products[part].every((path) => existsSync(join(root, path)))) return false
  return readFileSync(stamp, 'utf8') === fingerprintSources(root, part)
}

/** Records what a part was built from. The fingerprint is taken before the build, so an edit during it shows. */
export function writeStamp(root: string, part: BuildPart, fingerprint: string): void {
  const path = stampPath(root, part)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, fingerprint)
}
