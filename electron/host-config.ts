import { readFileSync, statSync } from 'node:fs'
import type { Environment } from '../shared/domain/settings/settings.ts'
import { messageOf, PosError } from '../shared/errors/pos-error.ts'
import { configBytesMax, parseConfig, type Config } from './settings/config-file.ts'

function readText(path: string): string {
  try {
    const { size } = statSync(path)
    if (size <= configBytesMax) return readFileSync(path, 'utf8')
  } catch (error) {
    throw unreadable(messageOf(error), error)
  }
  throw unreadable(`${path} is larger than ${configBytesMax} bytes`)
}

function unreadable(problem: string, cause?: unknown): PosError {
  const details = { field: '--config', problem }
  return new PosError('config.invalid', `--config: ${problem}`, { details, cause })
}

/**
 * The configuration a host was asked to use.
 * @param environment the one asked for on the command line, which goes before the file's
 * @throws {PosError} `config.invalid`, naming the field
 */
export function readHostConfig(
  path: string | undefined,
  environment: Environment | undefined,
): Config | undefined {
  return path === undefined ? undefined : parseConfig(readText(path), environment)
}
