import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { environments, type Environment } from '../../shared/domain/settings/settings.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import { readHostConfig } from '../host-config.ts'
import type { TerminalOptions } from '../terminal-options.ts'

/** What the command line says about the terminal. */
export type DesktopOptions = Pick<TerminalOptions, 'dataFolder' | 'environment' | 'config'>

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function readEnvironment(text: string | undefined): Environment | undefined {
  const environment = environments.find((name) => name === text)
  if (text === undefined || environment !== undefined) return environment
  const problem = `"${text.slice(0, 40)}" is none of ${environments.join(', ')}`
  throw new PosError('config.invalid', `--environment: ${problem}`, {
    details: { field: '--environment', problem },
  })
}

/**
 * Reads our options from the command line. Unlike the kiosk it passes over what it does not know: Chromium and the
 * systems that start apps add switches of their own.
 * @throws {PosError} `config.invalid` for a bad configuration file, and for an environment that does not exist: what
 * somebody meant as practice must never open as live
 */
export function readDesktopOptions(args: readonly string[], defaultDataFolder: string): DesktopOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { data: { type: 'string' }, environment: { type: 'string' }, config: { type: 'string' } },
  })
  const environment = readEnvironment(textOf(values.environment))
  const config = readHostConfig(textOf(values.config), environment)
  return {
    dataFolder: resolve(textOf(values.data) ?? defaultDataFolder),
    ...(environment === undefined ? {} : { environment }),
    ...(config === undefined ? {} : { config }),
  }
}
