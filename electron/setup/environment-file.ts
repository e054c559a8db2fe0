import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environments, type Environment } from '../../shared/domain/settings/settings.ts'
import { PosError } from '../../shared/errors/pos-error.ts'

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'environment.json')
}

/**
 * The environment that was chosen for a data folder; `undefined` before anybody chose.
 * @throws {PosError} `config.invalid` when the file does not name one: guessing could put play money into real books
 */
export function readChosenEnvironment(dataFolder: string): Environment | undefined {
  const file = fileIn(dataFolder)
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const chosen = environments.find((environment) => text === `${JSON.stringify({ environment })}\n`)
  if (!chosen)
    throw new PosError('config.invalid', `environment.json does not name practice, testnet or live.`, {
      details: { field: 'environment' },
    })
  return chosen
}

/** Remembers the choice; written beside and renamed, so that a crash leaves the old choice or the new one. */
export function writeChosenEnvironment(dataFolder: string, environment: Environment): void {
  const file = fileIn(dataFolder)
  writeFileSync(`${file}.new`, `${JSON.stringify({ environment })}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
