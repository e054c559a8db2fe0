import { mkdirSync } from 'node:fs'
import type { Environment } from '../../shared/domain/settings/settings.ts'
import { readChosenEnvironment, writeChosenEnvironment } from './environment-file.ts'

/** Which environment a terminal runs in, and whether anybody chose it. */
export type EnvironmentChoice = Readonly<{
  environment: Environment
  /** True until somebody has chosen: the lock screen then offers practice, testnet and live. */
  offerChoice: () => boolean
  remember: (environment: Environment) => void
}>

/**
 * The environment asked for on the command line, else the one the configuration names, else the one chosen before, else
 * practice: a till that nobody has set up must never start with real money.
 */
export function chooseEnvironment(
  options: Readonly<{
    dataFolder: string
    environment?: Environment
    config?: Readonly<{ environment?: Environment }>
  }>,
): EnvironmentChoice {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 })
  const asked = options.environment ?? options.config?.environment
  let chosen = readChosenEnvironment(options.dataFolder)
  return {
    environment: asked ?? chosen ?? 'practice',
    offerChoice: () => asked === undefined && chosen === undefined,
    remember: (environment) => {
      writeChosenEnvironment(options.dataFolder, environment)
      chosen = environment
    },
  }
}
