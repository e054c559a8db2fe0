import { join } from 'node:path'
import { chooseKiosk, findObstacle } from '../../electron/cli/choose-host.ts'
import { findElectronBinary } from '../../electron/cli/electron-binary.ts'
import { readHostFacts } from '../../electron/cli/host-facts.ts'

/** The Electron executable the tests can drive, or why they cannot. Tests never download it. */
export type FoundDesktop = Readonly<{ path: string } | { path: undefined; reason: string }>

/** Looks for a desktop host by the same rules as `npm start`. */
export function findDesktop(root: string): FoundDesktop {
  const obstacle = findObstacle(readHostFacts())
  if (obstacle !== undefined) return { path: undefined, reason: chooseKiosk(obstacle).reason }
  const packageFolder = join(root, 'node_modules', 'electron')
  const path = findElectronBinary({ packageFolder, env: process.env })
  return path === undefined ? { path, reason: 'The Electron binary is not installed' } : { path }
}
