import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { build as viteBuild } from 'vite'
import { rendererConfig } from '../../electron.vite.config.ts'
import type { BuildPart } from './build-stamp.ts'

/** Builds beside the old pages and swaps the folders, so that a running kiosk never serves half a build. */
async function buildRenderer(root: string): Promise<void> {
  const staging = join(root, 'out', `.renderer-${process.pid}`)
  const previous = join(root, 'out', `.renderer-old-${process.pid}`)
  const target = join(root, 'out', 'renderer')
  mkdirSync(join(root, 'out'), { recursive: true })
  try {
    await viteBuild({
      ...rendererConfig,
      configFile: false,
      logLevel: 'warn',
      build: { ...rendererConfig.build, outDir: staging },
    })
    if (existsSync(target)) renameSync(target, previous)
    renameSync(staging, target)
  } finally {
    rmSync(staging, { recursive: true, force: true })
    rmSync(previous, { recursive: true, force: true })
  }
}

async function buildDesktop(root: string): Promise<void> {
  const configFile = join(root, 'electron.vite.config.ts')
  const resolved = await resolveConfig({ configFile, logLevel: 'warn' }, 'build', 'production')
  const { main, preload } = resolved.config ?? {}
  if (!main || !preload) throw new Error('electron.vite.config.ts names no main process or no preload.')
  for (const config of [main, preload])
    await viteBuild({ ...config, root, configFile: false, logLevel: 'warn' })
}

/** Builds one part into `out/`. */
export function buildPart(root: string, part: BuildPart): Promise<void> {
  return part === 'renderer' ? buildRenderer(root) : buildDesktop(root)
}
