import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { environments, type Environment } from '../../shared/domain/settings/settings.ts'
import { messageOf, PosError } from '../../shared/errors/pos-error.ts'

/** How the kiosk host was asked to run. */
export type KioskOptions = Readonly<{
  dataFolder: string
  /** Undefined: the usual port if it is free, else any. Zero: any. */
  port: number | undefined
  environment: Environment | undefined
  configFile: string | undefined
  /** A file that holds the passphrase of the secrets; the passphrase itself never stands on a command line. */
  passphraseFile: string | undefined
  /** The address to listen on; anything but loopback lets other machines try the door. */
  bind: string
}>

/** Only this machine, unless somebody asks for more on purpose. */
const loopback = '127.0.0.1'

function usageError(field: string, problem: string): PosError {
  return new PosError('config.invalid', `${field}: ${problem}`, { details: { field, problem } })
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        environment: { type: 'string' },
        config: { type: 'string' },
        bind: { type: 'string' },
        'passphrase-file': { type: 'string' },
      },
    }).values
  } catch (error) {
    const message = messageOf(error)
    throw usageError(/'(--?[\w-]+)/.exec(message)?.[1] ?? 'arguments', message)
  }
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw usageError('--port', `"${text.slice(0, 40)}" is not a port from 0 to 65535`)
  return port
}

function readEnvironment(text: string | undefined): Environment | undefined {
  if (text === undefined) return undefined
  const environment = environments.find((name) => name === text)
  if (environment === undefined) {
    throw usageError('--environment', `"${text.slice(0, 40)}" is none of ${environments.join(', ')}`)
  }
  return environment
}

function readBind(text: string | undefined): string {
  if (text === undefined) return loopback
  if (isIP(text) === 0) throw usageError('--bind', `"${text.slice(0, 60)}" is not an IP address`)
  return text
}

function readPath(field: string, text: string | undefined): string | undefined {
  if (text === '') throw usageError(field, 'a path is missing')
  return text === undefined ? undefined : resolve(text)
}

/** The addresses that only this machine can reach. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^127\.(\d{1,3}\.){2}\d{1,3}$/.test(address)
}

/**
 * Reads the command line of the kiosk host, strictly: a misspelt option is an error and never ignored.
 * @param defaultDataFolder where the data lies when `--data` is not given
 * @throws {PosError} `config.invalid`, naming the option
 */
export function parseKioskOptions(args: readonly string[], defaultDataFolder: string): KioskOptions {
  const values = readArguments(args)
  return {
    dataFolder: readPath('--data', values.data) ?? defaultDataFolder,
    port: readPort(values.port),
    environment: readEnvironment(values.environment),
    configFile: readPath('--config', values.config),
    passphraseFile: readPath('--passphrase-file', values['passphrase-file']),
    bind: readBind(values.bind),
  }
}
